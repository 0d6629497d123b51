import { Button, Group, NativeSelect, TextInput } from "@mantine/core"
import { Form, Link, useLocation, useRouteLoaderData } from "@remix-run/react"
import { VIEW_LIMITS, VIEW_SHARING, VIEW_SHARING_LABELS } from "#models/saved-view/saved-view.ts"
import type { SavedViewLink } from "#workflows/screens/saved-views.server.ts"
import { paths } from "../../http/paths.ts"
import { viewOf } from "./list-address.ts"
import classes from "./lists.module.css"

/** Saved views of the list on screen, and which of them it shows. */
const useViews = () => {
  const { pathname, search } = useLocation()
  const frame = useRouteLoaderData("routes/_van-phong") as { views?: SavedViewLink[] } | undefined
  const views = (frame?.views ?? []).filter(({ list }) => list === pathname)
  const now = viewOf(search)
  return { pathname, views, now, current: views.find(({ query }) => query === now) }
}

/** Saved views of the list on screen, as links. */
export function SavedViews() {
  const { pathname, views, now } = useViews()
  if (views.length === 0) return null
  return (
    <nav aria-label="Bộ lọc đã lưu">
      <ul className={classes.views}>
        <li>
          <Link to={pathname} aria-current={now === "" ? "page" : undefined}>
            Tất cả
          </Link>
        </li>
        {views.map(({ id, name, query, by }) => (
          <li key={id}>
            <Link to={`${pathname}?${query}`} aria-current={query === now ? "page" : undefined}>
              {name}
              {by ? ` (${by})` : ""}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Keeps the list as it stands as a view, or drops the one it shows. */
export function SaveView() {
  const { pathname, now, current } = useViews()
  return (
    <>
      {current?.by === null ? (
        <Form method="post" action={paths.savedViews()}>
          <input type="hidden" name="id" value={current.id} />
          <input type="hidden" name="list" value={pathname} />
          <Button type="submit" name="intent" value="drop" variant="subtle" size="compact-sm">
            Xóa bộ lọc «{current.name}»
          </Button>
        </Form>
      ) : now !== "" && !current ? (
        <details className={classes.save}>
          <summary>Lưu bộ lọc này</summary>
          <Form method="post" action={paths.savedViews()} aria-label="Lưu bộ lọc này">
            <input type="hidden" name="list" value={pathname} />
            <input type="hidden" name="query" value={now} />
            <Group align="flex-end" gap="sm">
              <TextInput name="name" label="Tên bộ lọc" required maxLength={VIEW_LIMITS.name} />
              <NativeSelect
                name="sharing"
                label="Ai dùng được"
                data={VIEW_SHARING.map((value) => ({ value, label: VIEW_SHARING_LABELS[value] }))}
              />
              <Button type="submit" name="intent" value="keep" variant="default">
                Lưu bộ lọc
              </Button>
            </Group>
          </Form>
        </details>
      ) : null}
    </>
  )
}
