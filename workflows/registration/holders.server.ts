import type { ClientSession } from "mongoose"
import type { Holder } from "#models/registration/context.ts"
import type { Registration } from "#models/registration/registration.ts"
import { personsBehind } from "#models/shared/workflow.ts"
import { namesOf } from "#models/user/names.repository.server.ts"
import { holderOf } from "./held-by.ts"

/**
 * Who has each of these appraisals in hand, called as the office calls them today: “Nguyễn Văn A, thay Trần Thị B”. What is kept
 * with a registration refers to people without naming them.
 */
export const holdersOf = async (
  rows: readonly Pick<Registration, "workflow">[],
  session: ClientSession | null = null,
): Promise<(row: Pick<Registration, "workflow">) => Holder | null> => {
  const nameOf = await namesOf(
    rows.flatMap((row) => personsBehind(holderOf(row) ?? { by: "" })).filter((id) => id !== ""),
    session,
  )
  return (row) => {
    const holder = holderOf(row)
    if (!holder) return null
    const [by, ...others] = personsBehind(holder)
    const name = [nameOf(by ?? "", holder.name), ...others.map((id) => nameOf(id))].join(", thay ")
    return { ...holder, name }
  }
}
