import { daysBetween, type IsoDay } from "#models/shared/dates.ts"
import { isOnlineLevel, type ServiceLevel } from "#models/shared/levels.ts"
import { type WorkCalendar, workingDaysFrom } from "#models/shared/working-days.ts"

/** What the catalogue in force says of a procedure: its highest level, whose it is, and the day of the decision it stands on. */
export type OurLevel = {
  code: string
  name: string
  level: ServiceLevel
  agencyId: string
  decidedOn: IsoDay
}
/** What another system's list says of it. */
export type TheirLevel = { code: string; name: string; level: ServiceLevel }

export const SEVERITIES = {
  HIGH: "Nặng",
  MEDIUM: "Vừa",
  LOW: "Nhẹ",
  UNSETTLED: "Chưa kết luận",
} as const
type Severity = keyof typeof SEVERITIES

/** What is to be done about a difference. */
export const FIXES = {
  LOWER_THERE: "Đề nghị nơi quản lý danh sách hạ mức; đến khi đó hướng dẫn người dân theo quyết định.",
  REMOVE_THERE: "Rà soát: công bố vào danh mục, hoặc đề nghị gỡ khỏi danh sách.",
  SEND_AGAIN: "Gửi lại bản ghi, xem ở Giao nhận; đối chiếu lại khi có danh sách mới.",
  RAISE_THERE: "Đề nghị cập nhật mức theo quyết định đã ban hành.",
  NEWER_LIST: "Danh sách cũ hơn quyết định: nhập danh sách mới rồi đối chiếu lại.",
} as const
type Fix = keyof typeof FIXES

/** A procedure whose level is not the same here and there; null where that side has none online or none at all. */
export type Disagreement = {
  code: string
  name: string
  ours: ServiceLevel | null
  theirs: ServiceLevel | null
  severity: Severity
  /** Null: nobody of ours answers for it yet. */
  agencyId: string | null
  /** Since when it is known, days so far, the last day to mend it. */
  since: IsoDay
  days: number
  due: IsoDay
  isLate: boolean
  fix: Fix
}

type Asked = {
  /** The day the list tells of. */
  listDay: IsoDay
  today: IsoDay
  calendar: WorkCalendar
  /** Working days from a decision to the entry (NĐ 63/2010 Điều 24(2)). */
  mendDays: number
  /** Whose a procedure is that we have no level of. */
  ownerOf: (code: string) => string | null
}

/**
 * Level against level: what the catalogue in force says beside another system's list, procedure by procedure at its highest level.
 * `compared` = `agreeing` + the disagreements. Worst first, then the longest. Pure.
 */
export const compareLevels = (
  ours: readonly OurLevel[],
  theirs: readonly TheirLevel[],
  asked: Asked,
): { compared: number; agreeing: number; disagreements: Disagreement[] } => {
  const here = new Map(ours.map((one) => [one.code, one]))
  const there = new Map(theirs.map((one) => [one.code, one]))
  const newestDecision = ours.map(({ decidedOn }) => decidedOn).reduce(laterOf, "")
  let agreeing = 0
  const disagreements: Disagreement[] = []
  for (const code of new Set([...here.keys(), ...there.keys()])) {
    const [own, other] = [here.get(code) ?? null, there.get(code) ?? null]
    // Not named is the same as not online: neither promises anything.
    if (onlineOf(own) === onlineOf(other)) agreeing += 1
    else disagreements.push(disagreementOf(code, own, other, { ...asked, newestDecision }))
  }
  return {
    compared: agreeing + disagreements.length,
    agreeing,
    disagreements: disagreements.sort(
      (a, b) => RANK[a.severity] - RANK[b.severity] || b.days - a.days || a.code.localeCompare(b.code),
    ),
  }
}

const RANK: Record<Severity, number> = { HIGH: 0, MEDIUM: 1, LOW: 2, UNSETTLED: 3 }

const onlineOf = (one: { level: ServiceLevel } | null): ServiceLevel | null =>
  one && isOnlineLevel(one.level) ? one.level : null

function disagreementOf(
  code: string,
  own: OurLevel | null,
  other: TheirLevel | null,
  { listDay, today, calendar, mendDays, ownerOf, newestDecision }: Asked & { newestDecision: IsoDay },
): Disagreement {
  // What the catalogue does not have is judged by a list that could know of its newest decision.
  const isOlder = listDay < (own?.decidedOn ?? newestDecision)
  const since = own && !isOlder ? own.decidedOn : listDay
  const due = workingDaysFrom(isOlder ? today : since, mendDays, calendar)
  const { severity, fix } = isOlder
    ? ({ severity: "UNSETTLED", fix: "NEWER_LIST" } as const)
    : judged(onlineOf(own), onlineOf(other), own !== null)
  return {
    code,
    name: own?.name ?? other?.name ?? "",
    ours: own?.level ?? null,
    theirs: other?.level ?? null,
    severity,
    agencyId: own?.agencyId ?? ownerOf(code),
    since,
    days: Math.max(0, daysBetween(since, today)),
    due,
    isLate: today > due,
    fix,
  }
}

/** Worst is what sends people to a service that is not there; a service nobody finds comes next, a level told too low last. */
function judged(
  ours: ServiceLevel | null,
  theirs: ServiceLevel | null,
  isOurs: boolean,
): { severity: Severity; fix: Fix } {
  if (ours === null) return { severity: "HIGH", fix: isOurs ? "LOWER_THERE" : "REMOVE_THERE" }
  if (theirs === null) return { severity: "MEDIUM", fix: "SEND_AGAIN" }
  return theirs === "FULL"
    ? { severity: "HIGH", fix: "LOWER_THERE" }
    : { severity: "LOW", fix: "RAISE_THERE" }
}

const laterOf = (one: IsoDay, other: IsoDay): IsoDay => (one > other ? one : other)

/** A record sent to a portal: the day of its decision, the day it was seen there (null: not yet). */
export type SentRecord = { target: string; recordId: string; decidedOn: IsoDay; liveOn: IsoDay | null }
export type ConnectionGap = {
  target: string
  sent: number
  live: number
  /** Days from decision to the portal: the middle one and the longest, of those not yet there until today. */
  middle: number
  longest: number
  /** Not there yet, the oldest first. */
  waiting: { recordId: string; days: number }[]
}

/** How many days lay between a decision and what each portal shows. Pure. */
export const connectionGaps = (records: readonly SentRecord[], today: IsoDay): ConnectionGap[] =>
  [...Map.groupBy(records, ({ target }) => target)]
    .map(([target, rows]) => {
      const days = rows
        .map(({ decidedOn, liveOn }) => daysBetween(decidedOn, liveOn ?? today))
        .sort((a, b) => a - b)
      return {
        target,
        sent: rows.length,
        live: rows.filter(({ liveOn }) => liveOn !== null).length,
        middle: days[Math.floor((days.length - 1) / 2)] ?? 0,
        longest: days.at(-1) ?? 0,
        waiting: rows
          .filter(({ liveOn }) => liveOn === null)
          .map(({ recordId, decidedOn }) => ({ recordId, days: daysBetween(decidedOn, today) }))
          .sort((a, b) => b.days - a.days || a.recordId.localeCompare(b.recordId)),
      }
    })
    .sort((a, b) => a.target.localeCompare(b.target))
