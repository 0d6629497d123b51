import { z } from "zod"
import { typedDay } from "#models/shared/typed-day.ts"

type Named = { name: string; label: string; description?: string }

/** What the form of an official step asks for, as plain data: the page draws it, browser and server judge by it. */
export type StepField =
  /** The box a person ticks to answer for the step. */
  | (Named & { kind: "CONFIRMATION"; name: "confirmed"; missing: string })
  /** A large effect is answered by typing its number. `expected`: known when the form is shown; the step itself asks again. */
  | (Named & { kind: "TYPED_NUMBER"; name: "typed"; missing: string; expected: string; isOptional?: true })
  /** `min`: 0 where it may stay empty. `rows`: 1 for a single line. */
  | (Named & { kind: "TEXT"; min: number; max: number; tooShort: string; rows: number })
  /** A whole number from 1; empty means the one the step would take by itself. */
  | (Named & { kind: "NUMBER"; max: number; wrong: string })
  /** `options` are known when the form is shown; `none` is said where there are none. `isOptional`: it is not always asked. */
  | (Named & {
      kind: "CHOICE"
      missing: string
      options: readonly StepOption[]
      none: string
      isOptional?: true
    })
  /** `from`: the first day that may be chosen. */
  | (Named & { kind: "DAY"; missing: string; from?: string })
  /** Travels unseen: which frozen content the person looked at. */
  | { kind: "DIGEST"; name: "digest" }
  /** Travels unseen: the day on which the form was shown, where what it says depends on it. */
  | { kind: "SEEN_DAY"; name: "seenOn" }
  /** Travels unseen: a digest over the effect the person was shown; another one is shown anew, and nothing done. */
  | { kind: "SEEN_EFFECT"; name: "seenEffect" }

type StepOption = { value: string; label: string }

type ValueOf<Field> = Field extends { kind: "NUMBER" } ? number | undefined : string
type Asked<Fields extends readonly StepField[]> = Exclude<Fields[number], { kind: "CONFIRMATION" }>
type MayStayEmpty =
  | { kind: "NUMBER" }
  | { kind: "SEEN_DAY" }
  | { kind: "SEEN_EFFECT" }
  | { kind: "TEXT"; min: 0 }
  | { kind: "CHOICE"; isOptional: true }
  | { kind: "TYPED_NUMBER"; isOptional: true }

/** What a step is given of its fields; a confirmation says nothing further. */
export type StepValues<Fields extends readonly StepField[]> = StepField extends Fields[number]
  ? // Of any step: only the step itself knows.
    object
  : ExactValues<Fields>

type ExactValues<Fields extends readonly StepField[]> = {
  [Field in Exclude<Asked<Fields>, MayStayEmpty> as Field["name"]]: ValueOf<Field>
} & { [Field in Extract<Asked<Fields>, MayStayEmpty> as Field["name"]]?: ValueOf<Field> }

const tooLong = (max: number) => `Tối đa ${max.toLocaleString("vi-VN")} ký tự.`

const schemaOfField = (field: StepField): z.ZodType => {
  switch (field.kind) {
    case "CONFIRMATION":
      return z.literal("on", { error: field.missing })
    case "TYPED_NUMBER":
      if (field.isOptional) return z.string().trim().optional()
      return z
        .string({ error: field.missing })
        .trim()
        .min(1, field.missing)
        .superRefine((typed, context) => {
          const fault = field.expected === "" ? null : typedFault(typed, field.expected)
          if (fault) context.addIssue({ code: "custom", message: fault })
        })
    case "TEXT": {
      const text = z.string({ error: field.tooShort }).trim().max(field.max, tooLong(field.max))
      return field.min === 0 ? text.default("") : text.min(field.min, field.tooShort)
    }
    case "NUMBER":
      return z.preprocess(
        (value) => (value === "" ? undefined : value),
        z.coerce
          .number({ error: field.wrong })
          .int(field.wrong)
          .min(1, field.wrong)
          .max(field.max, "Số quá lớn.")
          .optional(),
      )
    case "CHOICE":
      if (field.isOptional) return z.string({ error: field.missing }).optional()
      return z.string({ error: field.missing }).min(1, field.missing)
    case "DAY":
      return typedDay(field.missing)
    case "DIGEST":
      return z.string().regex(/^[0-9a-f]{64}$/, "Trang đã cũ. Hãy tải lại trang.")
    case "SEEN_EFFECT":
      return z
        .string()
        .regex(/^[0-9a-f]{64}$/, "Trang đã cũ. Hãy tải lại trang.")
        .optional()
    case "SEEN_DAY":
      return z.iso.date({ error: "Trang đã cũ. Hãy tải lại trang." }).optional()
  }
}

/** Why what was typed is not the number asked for; null when it is. The number alone will do where it has a symbol: `658/QĐ-UBND`. */
export const typedFault = (typed: string, expected: string): string | null => {
  const given = typed.trim().toLocaleLowerCase("vi")
  const wanted = expected.toLocaleLowerCase("vi")
  return given === wanted || given === wanted.split("/")[0]
    ? null
    : `Bạn gõ «${typed.trim()}», cần gõ đúng «${expected}».`
}

/** What a step's form sends, by name. */
export const shapeOf = (fields: readonly StepField[]): z.ZodRawShape =>
  Object.fromEntries(fields.map((field) => [field.name, schemaOfField(field)]))

/** One schema of a step's form, for browser and server alike. */
export const schemaOf = <const Fields extends readonly StepField[]>(
  fields: Fields,
): z.ZodType<StepValues<Fields>> => z.object(shapeOf(fields)) as unknown as z.ZodType<StepValues<Fields>>

/** A reason, which stands in the log and where people read what became of the thing. */
export const reasonField = <const Name extends string>(name: Name, label: string, tooShort: string) =>
  ({ kind: "TEXT", name, label, min: 5, max: 2000, tooShort, rows: 3 }) as const
