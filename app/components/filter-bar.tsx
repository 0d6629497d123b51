import { Button, Group } from "@mantine/core"
import { Form, Link, useLocation } from "@remix-run/react"
import type { ReactNode } from "react"
import { IconSearch } from "./icons.ts"

type FilterBarProps = {
  /** Inputs with `name`s (TextInput, NativeSelect…), filled from the address by their `defaultValue`. */
  children: ReactNode
  /** Shows the way back to everything when a filter is set. */
  isFiltered: boolean
}

/** Filters of a list as a GET form: the address says what is shown, and it works without scripts. */
export function FilterBar({ children, isFiltered }: FilterBarProps) {
  const { pathname, search } = useLocation()
  return (
    // The key redraws the inputs when the address changes by another way than this form.
    <Form method="get" action={pathname} role="search" key={search}>
      <Group align="flex-end" gap="sm" mb="md">
        {children}
        <Button type="submit" variant="default" leftSection={<IconSearch size={18} aria-hidden />}>
          Lọc
        </Button>
        {isFiltered ? (
          <Button component={Link} to={pathname} variant="subtle">
            Bỏ lọc
          </Button>
        ) : null}
      </Group>
    </Form>
  )
}
