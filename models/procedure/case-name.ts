import { normaliseText } from "#models/shared/text.ts"
import type { Procedure } from "./procedure.ts"

/** Behind the last dot of a service code. */
const numberOf = (serviceCode: string): string => serviceCode.split(".").at(-1) ?? ""
const folded = (name: string): string => normaliseText(name).toLocaleLowerCase("vi")

/**
 * Tên trường hợp: what tells a service from the others of its procedure. As the national record names it; `Trường hợp 02` where
 * the record gives several the same name; empty for the one that goes by the procedure's own name alone.
 */
export const caseNameOf = (
  { name, services }: Pick<Procedure, "name" | "services">,
  serviceCode: string,
): string => {
  const own = services.find((service) => service.serviceCode === serviceCode)?.name ?? name
  const isShared = services.some(
    (other) => other.serviceCode !== serviceCode && folded(other.name) === folded(own),
  )
  const named = folded(own) === folded(name) ? "" : own
  if (!isShared) return named
  const numbered = `Trường hợp ${numberOf(serviceCode)}`
  return named ? `${named}, ${numbered.toLocaleLowerCase("vi")}` : numbered
}

/** How a name ends that tells a service from others by its number alone. */
export const NUMBERED_CASE = "[Tt]rường hợp \\d+$"
const numbered = new RegExp(NUMBERED_CASE, "u")

/** Whether only its number tells a service from others of its procedure: neither the record nor a unit names the case. */
export const isNumberedCase = (caseName: string): boolean => numbered.test(caseName)
