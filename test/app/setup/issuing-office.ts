import type { ActionFunctionArgs } from "@remix-run/node"
import type { Role } from "#models/shared/workflow.ts"
import { type AskedOffice, openSmallOffice } from "#test/setup/office.ts"
import { openOffice } from "./open-office.ts"

const PEOPLE: [string, Role, string][] = [
  ["chanhvanphong", "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
  ["vanthu", "RECORDS_CLERK", "van-phong-ubnd-tinh"],
  ["phochutich", "LEADER", "ubnd-tinh"],
  ["chutich", "LEADER", "ubnd-tinh"],
  ["chuyenvien.tuphap", "SPECIALIST", "so-tu-phap"],
]

/** The office with edition 2023-1 frozen, and everyone who takes part in its issue signed in. */
export const openIssuingOffice = async (
  ways: Omit<AskedOffice<"consolidated">, "stage" | "signing"> = {},
) => {
  const office = await openOffice()
  const { edition } = await openSmallOffice(office.runtime.store, {
    stage: "consolidated",
    signing: office.runtime.signing,
    ...ways,
  })
  const cookies: Record<string, string> = {}
  for (const [id, role, agencyId] of PEOPLE) {
    cookies[id] = await office.signedIn({ id, role, agencyId })
  }
  return {
    office,
    digest: edition.digest,
    /** Arguments of a loader or action for a request of one of them. */
    ask: (
      who: string,
      params: Record<string, string>,
      form?: Record<string, string>,
    ): ActionFunctionArgs => ({
      ...office.ask("/ban-hanh/2023-1", { cookie: cookies[who] ?? "", ...(form ? { form } : {}) }),
      params,
    }),
  }
}

export type IssuingOffice = Awaited<ReturnType<typeof openIssuingOffice>>
