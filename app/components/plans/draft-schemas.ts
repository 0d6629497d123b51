import { z } from "zod"
import {
  BOUND_ACT_LABELS,
  type BoundAct,
  TASK_MEASURE_LABELS,
  TASK_NEED_LABELS,
  type TaskMeasure,
  type TaskNeed,
} from "#models/plan/task-way.ts"
import { typedDay } from "#models/shared/typed-day.ts"

const line = (max: number) => z.string().trim().max(max, `Tối đa ${max} ký tự.`).default("")
const partNumber = z
  .string({ error: "Ghi số của phần." })
  .trim()
  .regex(/^[\p{L}\p{N}]{1,6}$/u, "Ghi số của phần, ví dụ 1 hoặc II.")
const heading = z
  .string({ error: "Ghi tên phần." })
  .trim()
  .min(3, "Ghi tên phần (ít nhất 3 ký tự).")
  .max(300, "Tên phần dài quá 300 ký tự.")
const keysOf = <Key extends string>(labels: Record<Key, string>) => Object.keys(labels) as [Key, ...Key[]]
const oneOrNone = <Key extends string>(labels: Record<Key, string>) =>
  z.enum([...keysOf(labels), ""] as [Key | "", ...(Key | "")[]]).default("" as never)

/** What each form of a draft sends; `place` names a task, none: a new one. */
export const DRAFT_FORMS = {
  head: z.object({
    title: z
      .string({ error: "Ghi trích yếu." })
      .trim()
      .min(10, "Ghi trích yếu của kế hoạch (ít nhất 10 ký tự).")
      .max(1000, "Trích yếu dài quá 1.000 ký tự."),
    endsOn: typedDay("Ghi ngày cuối thực hiện kế hoạch."),
  }),
  part: z.object({ number: partNumber, heading }),
  renamePart: z.object({ number: partNumber, heading }),
  removePart: z.object({ number: partNumber }),
  task: z.object({
    place: line(100),
    part: line(6),
    number: z
      .string({ error: "Ghi số thứ tự." })
      .trim()
      .min(1, "Ghi số thứ tự, ví dụ 1.1.")
      .max(12, "Số thứ tự quá dài."),
    text: z
      .string({ error: "Ghi nội dung." })
      .trim()
      .min(5, "Ghi nội dung công việc (ít nhất 5 ký tự).")
      .max(4000, "Nội dung dài quá 4.000 ký tự."),
    leads: line(1000),
    coordinating: line(1000),
    due: line(300),
    product: line(1000),
    note: line(1000),
    act: oneOrNone<BoundAct>(BOUND_ACT_LABELS),
    needs: z.enum(keysOf<TaskNeed>(TASK_NEED_LABELS)).default("ANY"),
    measure: oneOrNone<TaskMeasure>(TASK_MEASURE_LABELS),
  }),
  removeTask: z.object({ place: z.string().min(1).max(100) }),
  up: z.object({ place: z.string().min(1).max(100) }),
  down: z.object({ place: z.string().min(1).max(100) }),
  renumber: z.object({}),
} as const
export type DraftForm = keyof typeof DRAFT_FORMS
