import { Link } from "@remix-run/react"
import type { CountedList } from "#workflows/cockpit/cockpit-list.ts"
import { paths } from "../../http/paths.ts"

/** Where a number leads. */
export const listPath = (campaignId: string, counted: CountedList): string => {
  if (counted.list !== "barriers") return paths.overviewList(campaignId, counted)
  const { kind, agency } = counted
  const query = new URLSearchParams({ ...(kind ? { kind } : {}), ...(agency ? { agency } : {}) })
  return `${paths.barriers(campaignId)}?${query}#bi-chan`
}

type CountedLinkProps = { campaignId: string; text: string; list: CountedList | undefined; of: string }

/** A number that leads to what it counts; `of` names it for whoever hears links alone. */
export function CountedLink({ campaignId, text, list, of }: CountedLinkProps) {
  return list ? (
    <Link to={listPath(campaignId, list)} aria-label={`${text}: ${of}`}>
      {text}
    </Link>
  ) : (
    text
  )
}
