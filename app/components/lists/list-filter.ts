import { dayOfText, formatDay } from "#models/shared/dates.ts"

type Named = {
  /** Its name in the address. */
  name: string
  label: string
  value: string
  /** What it is when nobody chose; empty unless said. */
  usual?: string
}

/** One thing a list can be narrowed by: drawn as an input, and as a chip once chosen. */
export type ListFilter =
  | (Named & { kind: "TEXT"; placeholder?: string })
  | (Named & { kind: "DAY" })
  /** `all`: what not choosing is called. */
  | (Named & { kind: "CHOICE"; options: readonly { value: string; label: string }[]; all?: string })

/** What was chosen, in words. */
export const chosenText = (filter: ListFilter): string => {
  if (filter.kind === "CHOICE")
    return filter.options.find(({ value }) => value === filter.value)?.label ?? filter.all ?? "không rõ"
  if (filter.kind === "TEXT") return filter.value
  const day = dayOfText(filter.value)
  return day ? formatDay(day) : filter.value
}
