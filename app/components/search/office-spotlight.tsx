import { useDebouncedValue } from "@mantine/hooks"
import { Spotlight } from "@mantine/spotlight"
import { useFetcher, useNavigate } from "@remix-run/react"
import { useEffect, useState } from "react"
import { paths } from "../../http/paths.ts"
import type { loader } from "../../routes/_van-phong.tim.tsx"
import { IconSearch } from "../icons.ts"

/** Milliseconds without a key before the server is asked. */
const PAUSE = 200

/** Ctrl+K: finds procedures, registrations, reviews, people and screens while one types; the page `/tim` does the same without scripts. */
export function OfficeSpotlight() {
  const [query, setQuery] = useState("")
  const [asked] = useDebouncedValue(query.trim(), PAUSE)
  const { load, data, state } = useFetcher<typeof loader>()
  const navigate = useNavigate()
  useEffect(() => {
    if (asked.length > 1) load(paths.search(asked))
  }, [asked, load])
  const groups = query.trim().length > 1 && data ? data.groups : []
  const isWaiting = state !== "idle" || asked !== query.trim()
  return (
    <Spotlight.Root query={query} onQueryChange={setQuery} shortcut="mod + K" scrollable maxHeight={480}>
      <Spotlight.Search
        placeholder="Tên thủ tục, mã, đơn vị, người, màn hình; gõ không dấu cũng được"
        aria-label="Tìm trong hệ thống"
        leftSection={<IconSearch size={20} stroke={1.6} aria-hidden />}
      />
      <Spotlight.ActionsList>
        {groups.map(({ label, hits }) => (
          <Spotlight.ActionsGroup key={label} label={label}>
            {hits.map(({ id, name, note, to }) => (
              <Spotlight.Action
                key={id}
                label={name}
                description={note}
                disabled={to === null}
                onClick={() => (to ? navigate(to) : undefined)}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {groups.length === 0 ? (
          <Spotlight.Empty>
            {query.trim().length < 2
              ? "Gõ ít nhất hai chữ."
              : isWaiting
                ? "Đang tìm…"
                : "Không thấy gì. Thử ít chữ hơn."}
          </Spotlight.Empty>
        ) : null}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}
