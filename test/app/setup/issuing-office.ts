import type { ActionFunctionArgs } from "@remix-run/node"
import { action as signIn } from "#app/routes/_cong-khai.dang-nhap.tsx"
import type { Role } from "#models/shared/workflow.ts"
import { openFrozenOffice } from "#test/setup/frozen-office.ts"
import { aStoredUser, cookieOf, openOffice } from "./open-office.ts"

const PEOPLE: [string, Role, string][] = [
  ["chanhvanphong", "CHIEF_OF_OFFICE", "van-phong-ubnd-tinh"],
  ["vanthu", "RECORDS_CLERK", "van-phong-ubnd-tinh"],
  ["phochutich", "LEADER", "ubnd-tinh"],
  ["chutich", "LEADER", "ubnd-tinh"],
  ["chuyenvien.tuphap", "SPECIALIST", "so-tu-phap"],
]

/** The office with edition 2023-1 frozen, and everyone who takes part in its issue signed in. */
export const openIssuingOffice = async (ways: Parameters<typeof openFrozenOffice>[2] = {}) => {
  const office = await openOffice()
  const { edition } = await openFrozenOffice(office.runtime.store, office.runtime.signing, ways)
  const cookies: Record<string, string> = {}
  for (const [id, role, agencyId] of PEOPLE) {
    await aStoredUser({ id, assignments: [{ role, agencyId, validFrom: "2022-08-15", validTo: null }] })
    const answer = await signIn(office.ask("/dang-nhap", { form: { userId: id, password: "đúng mật khẩu" } }))
    cookies[id] = cookieOf(answer as Response)
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
