import { useRouteLoaderData } from "@remix-run/react"

/** Whose office it is, in the words of the day. */
export type ProvinceView = { inText: string; committee: string; isChairmanIssuing: boolean }

/** Whose office this is today; null where no issuing facts are in force (an empty store). */
export const useProvince = (): ProvinceView | null =>
  useRouteLoaderData<{ province: ProvinceView | null }>("root")?.province ?? null
