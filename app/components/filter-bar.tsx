import { Button, Group } from "@mantine/core"
import { Form, Link, useLocation } from "@remix-run/react"
import type { ListOrder } from "#models/shared/list-order.ts"
import type { Column } from "./data-table.tsx"
import { IconSearch } from "./icons.ts"
import { ColumnChoice, FilterInput, SortChoice } from "./lists/filter-inputs.tsx"
import { addressWithout, LIST_NAMES } from "./lists/list-address.ts"
import { chosenText, type ListFilter } from "./lists/list-filter.ts"
import classes from "./lists/lists.module.css"
import { SavedViews, SaveView } from "./lists/saved-views.tsx"

type FilterBarProps = {
  filters: readonly ListFilter[]
  /** What the list stays within whatever is filtered, by name. */
  kept?: Readonly<Record<string, string>>
  /** Columns of the list: by which it can be ordered and which may be left out. */
  columns?: readonly Pick<Column<never>, "key" | "header" | "isSortable" | "canHide">[]
  sorted?: ListOrder | null
}

/** Filters shown at once; the others wait in a fold. */
const FIRST = 3

/**
 * Filters of a list as a GET form: the address says what is shown, and it works without scripts. What is chosen stands below as
 * chips to take away one by one; on a phone the form is folded.
 */
export function FilterBar({ filters, kept = {}, columns = [], sorted = null }: FilterBarProps) {
  const { pathname, search } = useLocation()
  const chosen = filters.filter(({ value, usual = "" }) => value !== usual)
  const [first, rest] = [filters.slice(0, FIRST), filters.slice(FIRST)]
  const hideable = columns.filter(({ canHide }) => canHide)
  const hidden = new URLSearchParams(search).getAll(LIST_NAMES.hidden)
  const all = `${pathname}?${new URLSearchParams(kept)}`.replace(/\?$/, "")
  return (
    <div className={classes.bar}>
      <SavedViews />
      <details className={classes.fold}>
        <summary>Lọc và sắp xếp{chosen.length > 0 ? ` (${chosen.length})` : ""}</summary>
      </details>
      {/* The key redraws the inputs when the address changes by another way than this form. */}
      <Form method="get" action={pathname} role="search" key={search} className={classes.form}>
        {Object.entries(kept).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <Group align="flex-end" gap="sm">
          {first.map((filter) => (
            <FilterInput key={filter.name} filter={filter} />
          ))}
          <SortChoice columns={columns.filter(({ isSortable }) => isSortable)} sorted={sorted} />
          <Button type="submit" variant="default" leftSection={<IconSearch size={18} aria-hidden />}>
            Lọc
          </Button>
        </Group>
        {rest.length > 0 || hideable.length > 0 ? (
          <details className={classes.more} open={rest.some((filter) => chosen.includes(filter))}>
            <summary>
              {rest.length > 0 ? `Thêm bộ lọc (${rest.length})` : "Cột"}
              {rest.length > 0 && hideable.length > 0 ? " và cột" : ""}
            </summary>
            <Group align="flex-end" gap="sm">
              {rest.map((filter) => (
                <FilterInput key={filter.name} filter={filter} />
              ))}
            </Group>
            <ColumnChoice columns={hideable} hidden={hidden} />
          </details>
        ) : null}
      </Form>
      {chosen.length > 0 ? (
        <ul className={classes.chips} aria-label="Bộ lọc đang dùng">
          {chosen.map((filter) => (
            <li key={filter.name}>
              <Link
                to={addressWithout(search, filter.name)}
                className={classes.chip}
                aria-label={`Bỏ lọc ${filter.label}: ${chosenText(filter)}`}
              >
                {filter.label}: {chosenText(filter)} <span aria-hidden>×</span>
              </Link>
            </li>
          ))}
          <li>
            <Link to={all}>Bỏ lọc</Link>
          </li>
        </ul>
      ) : null}
      <SaveView />
    </div>
  )
}
