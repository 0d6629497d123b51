import { addDays } from "#models/shared/dates.ts"
import { workCalendar } from "#models/shared/working-days.ts"
import { forecastOf } from "#workflows/cockpit/forecast.ts"
import { actsOf, stripDays, stripsOf } from "#workflows/cockpit/unit-acts.ts"
import { leftOn, type WorkHistory, workDaysOf } from "#workflows/cockpit/work-history.ts"
import type { Cockpit } from "#workflows/screens/cockpit-page.server.ts"

const OPENED = "2023-03-01"
const WAY = ["awaitingUnitHead", "registered", "underAppraisal", "appraised", "approved"]
const NAMES = [
  "Sở Tư pháp",
  "Sở Nông nghiệp và Phát triển nông thôn",
  "Sở Văn hóa, Thể thao và Du lịch",
  "Ủy ban nhân dân cấp huyện",
  "Ủy ban nhân dân cấp xã",
  "Ban Quản lý các khu công nghiệp tỉnh",
]

/** A made-up campaign of six units of different size and pace, as its overview shows it on a day. Nothing in it is by chance. */
export const aCockpit = (today = "2023-04-03"): Cockpit => {
  const agencies = NAMES.map((name, place) => ({ id: `don-vi-${place}`, name }))
  const registrations = agencies.flatMap(({ id: agencyId }, place) =>
    Array.from({ length: 12 + place * 9 }, (_, n) => ({ id: `2023-1:${place}.${n}`, agencyId, place, n })),
  )
  const moves = registrations
    .flatMap(({ id, place, n }) => {
      const start = 3 + Math.floor((n * (place + 2)) / 4)
      return WAY.map((to, step) => ({
        id,
        to,
        day: addDays(OPENED, start + step * 3 + (place === 3 ? 9 : 0)),
      }))
    })
    .filter(({ day }) => day <= today)
    .sort((a, b) => a.day.localeCompare(b.day))
  const back = registrations
    .filter(({ n }) => n % 11 === 7)
    .map(({ id }) => ({ id, to: "returned", day: today }))
  const history: WorkHistory = {
    openedOn: OPENED,
    registrations,
    moves: [...moves, ...back],
    campaignMoves: [],
  }
  const calendar = workCalendar([])
  const days = workDaysOf(history, today)
  const work = days.get(null) ?? []
  const figure = "unregisteredServices"
  const foretell = (of: typeof work) => forecastOf({ days: of, figure, openedOn: OPENED, today }, calendar)
  const shown = stripDays(today)
  const deadline = (kind: Cockpit["deadlines"][number]["kind"], label: string, day: string) => ({
    kind,
    label,
    day,
    movedFrom: null as string | null,
    isMet: false,
    isPaused: false,
  })
  return {
    campaign: { id: "2023-1", name: "Rà soát năm 2023", year: 2023, openedOn: OPENED, state: "collecting" },
    today,
    agencies,
    agency: null,
    deadlines: [
      { ...deadline("registerBy", "Đơn vị đăng ký xong", "2023-04-07"), movedFrom: "2023-03-31" },
      deadline("appraiseBy", "Thẩm định, phê duyệt xong", "2023-04-28"),
      deadline("announceBy", "Công bố danh mục", "2023-05-31"),
      deadline("publishBy", "Công khai trên các cổng", "2023-06-30"),
    ],
    goal: "register",
    lastActOn: today,
    work,
    forecast: foretell(work),
    units: agencies.map((unit) => {
      const own = days.get(unit.id) ?? []
      return { ...unit, left: leftOn(own, figure, today), forecast: foretell(own) }
    }),
    levels: agencies.map((unit, place) => ({
      ...unit,
      levels: [
        { level: "FULL", count: 3 + place * 5 },
        { level: "PARTIAL", count: 4 + place * 2 },
        { level: "INFORMATION_ONLY", count: place },
        { level: "NOT_PROVIDED", count: 5 - place },
        { level: null, count: 2 * place },
      ],
    })),
    changes: {
      kind: "ANNUAL",
      isFrozen: false,
      beforeNumber: "912/QĐ-UBND",
      counts: { NEW: 45, RAISED: 14, LOWERED: 6, KEPT: 96, WITHDRAWN: 290 },
    },
    barriers: [
      { kind: "NO_PRESENCE", services: 95, reached: 95 },
      { kind: "WHOLE_DOSSIER", services: 61, reached: 130 },
      { kind: "PAYMENT", services: 22, reached: 144 },
      { kind: "RESULT", services: 9, reached: 150 },
    ],
    blocked: 150,
    strips: {
      days: shown,
      of: "UNITS",
      rows: stripsOf(actsOf(history), shown, {
        keys: agencies.map(({ id }) => id),
        keyOf: ({ agencyId }) => agencyId,
      }).map((one, place) => ({ ...one, name: NAMES[place] ?? "" })),
    },
  }
}
