import { isIssuedState } from "#models/campaign/deadlines.ts"
import { getReference, hasReference, saveReference } from "#models/reference/reference.repository.server.ts"
import type { Row } from "#models/reference-change/reference-change.ts"
import { formatDay } from "#models/shared/dates.ts"
import { isWorkingDay, nextWorkingDay, type WorkCalendar, workCalendar } from "#models/shared/working-days.ts"
import type { Effects } from "../effects.ts"
import type { OfficeData } from "../office-data.server.ts"
import { MOST_IN_ONE, type ReferenceTable, type TableChange } from "../reference-table.ts"
import { withChange } from "../table-change.ts"

const USUAL_WEEK = workCalendar([])

/** Days off and days worked in exchange (Bộ luật Lao động 2019 Điều 112, and the arrangement of each year). */
export const holidays: ReferenceTable = {
  id: "ngay-nghi",
  lead: "Ngày nghỉ ngoài thứ Bảy, Chủ nhật, và ngày cuối tuần làm bù; thời hạn tính theo ngày làm việc theo bảng này.",
  fields: [
    { kind: "DAY", name: "day", label: "Ngày" },
    {
      kind: "CHOICE",
      name: "kind",
      label: "Loại",
      options: [
        { value: "OFF", label: "Nghỉ" },
        { value: "WORK", label: "Làm bù" },
      ],
    },
    { kind: "TEXT", name: "name", label: "Tên", max: 120 },
    {
      kind: "FLAG",
      name: "announced",
      label: "Đã có thông báo chính thức",
      description: "Bỏ trống khi còn là dự kiến.",
    },
  ],
  key: ["day"],
  days: { from: "day", to: "day" },
  isLaw: false,
  isBoundByEditions: true,
  mostRows: MOST_IN_ONE,
  part: {
    label: "Năm",
    pattern: /^\d{4}$/u,
    wrong: "Ghi năm bằng bốn chữ số.",
    of: (row) => String(row.day).slice(0, 4),
  },
  read: async (session) =>
    (await hasReference("holidays", session))
      ? (await getReference("holidays", session)).map(({ day, name, kind = "OFF", announced = true }) => ({
          day,
          kind,
          name,
          announced,
        }))
      : [],
  faults: ({ rows }) =>
    rows.flatMap(({ key, after }) =>
      after?.kind === "WORK" && isWorkingDay(String(after.day), USUAL_WEEK)
        ? [
            {
              key,
              field: "kind",
              message: `${formatDay(String(after.day))} không phải thứ Bảy hay Chủ nhật nên không cần làm bù. Kiểm tra lại ngày.`,
            },
          ]
        : [],
    ),
  effects: (change, office) => movedDeadlines(change, office),
  async write(rows, session) {
    const after = withChange(holidays, await holidays.read(session), rows)
    const byDay = after.toSorted((one, other) => (String(one.day) < String(other.day) ? -1 : 1))
    await saveReference(
      "holidays",
      byDay.map(({ day, name, announced, kind }) => ({
        day: String(day),
        name: String(name),
        kind: kind === "WORK" ? ("WORK" as const) : ("OFF" as const),
        announced: announced === true,
      })),
      session,
    )
    return undefined
  },
}

const calendarOf = (rows: readonly Row[]): WorkCalendar =>
  workCalendar(rows.map(({ day, kind }) => ({ day: String(day), kind: kind === "WORK" ? "WORK" : "OFF" })))

/** The last days for issuing signed decisions that move, and deadlines of running reviews that fall on a day off. */
function movedDeadlines({ before, after }: TableChange, { campaigns }: OfficeData): Effects {
  const [was, will] = [calendarOf(before), calendarOf(after)]
  const open = campaigns.filter(({ workflow }) => !isIssuedState(workflow.value))
  const deadlines = open.flatMap(({ id, name, deadlines, workflow }) => {
    const { signed } = workflow.context
    const due = signed && [nextWorkingDay(signed.signedOn, was), nextWorkingDay(signed.signedOn, will)]
    return [
      ...(due && due[0] !== due[1]
        ? [
            {
              text: `Phát hành quyết định của «${name}»: hạn ${formatDay(due[0] ?? "")} → ${formatDay(due[1] ?? "")}`,
              campaignId: id,
            },
          ]
        : []),
      ...Object.values(deadlines)
        .filter((day) => isWorkingDay(day, was) !== isWorkingDay(day, will))
        .map((day) => ({
          text: `«${name}»: hạn ${formatDay(day)} ${isWorkingDay(day, will) ? "nay là ngày làm việc" : "nay rơi vào ngày nghỉ"}`,
          campaignId: id,
        })),
    ]
  })
  return {
    moved: { deadlines },
    notes: ["Thời hạn ghi bằng ngày cụ thể thì giữ nguyên; thời hạn tính theo ngày làm việc tính lại."],
  }
}
