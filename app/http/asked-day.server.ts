import type { AppLoadContext } from "@remix-run/node"
import { dayOf, dayOfText, type IsoDay } from "#models/shared/dates.ts"

/** The day whose catalogue an address asks for by `ngay`: `text` as typed, empty for today; `day` null for today or where it is no day. */
export type AskedDay = { text: string; day: IsoDay | null; isAhead: boolean }

export const askedDay = (request: Request, { runtime }: AppLoadContext): AskedDay => {
  const text = (new URL(request.url).searchParams.get("ngay") ?? "").trim().slice(0, 40)
  const day = dayOfText(text)
  return { text, day, isAhead: day !== null && day > dayOf(runtime.clock.now()) }
}
