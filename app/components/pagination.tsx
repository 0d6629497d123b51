import { Group, Text } from "@mantine/core"
import { Link, useLocation } from "@remix-run/react"
import { formatNumber } from "#models/shared/numbers.ts"
import { pageAddress, pagesAround } from "./pages-around.ts"
import classes from "./pagination.module.css"

type PaginationProps = {
  /** From 1. */
  page: number
  pageSize: number
  total: number
  /** There are more than `total`; how many, nobody has counted. */
  isMore?: boolean
  /** What is counted: `dịch vụ`. */
  noun: string
}

/** Pages as links that keep the filters of the address; the page number travels in `page`. */
export function Pagination({ page, pageSize, total, isMore = false, noun }: PaginationProps) {
  const { pathname, search } = useLocation()
  // Of nothing the list itself says that there is nothing.
  if (total === 0) return null
  const last = Math.max(1, Math.ceil((isMore ? total + 1 : total) / pageSize))
  const to = (target: number) => pageAddress(pathname, search, target)
  const first = (page - 1) * pageSize + 1
  return (
    <Group justify="space-between" gap="sm" mt="sm">
      <Text size="sm" c="dimmed">
        {formatNumber(first)}–{formatNumber(Math.min(page * pageSize, total))} trong {isMore ? "hơn " : ""}
        {formatNumber(total)} {noun}
      </Text>
      {last > 1 ? (
        <nav aria-label="Phân trang">
          <ul className={classes.pages}>
            {page > 1 ? (
              <li>
                <Link to={to(page - 1)} rel="prev" className={classes.page}>
                  ‹ Trước
                </Link>
              </li>
            ) : null}
            {pagesAround(page, last).map((target) => (
              <li key={target}>
                <Link
                  to={to(target)}
                  className={classes.page}
                  aria-label={`Trang ${target}`}
                  aria-current={target === page ? "page" : undefined}
                >
                  {formatNumber(target)}
                </Link>
              </li>
            ))}
            {page < last ? (
              <li>
                <Link to={to(page + 1)} rel="next" className={classes.page}>
                  Sau ›
                </Link>
              </li>
            ) : null}
          </ul>
        </nav>
      ) : null}
    </Group>
  )
}
