import type { z } from "zod"

/** What a field of this name holds, where any value of its type will not do. */
export type ByName = Record<string, readonly unknown[]>

type Def = {
  type: string
  shape?: Record<string, z.ZodType>
  options?: z.ZodType[]
  values?: unknown[]
  entries?: Record<string, string | number>
  innerType?: z.ZodType
  element?: z.ZodType
  in?: z.ZodType
  format?: string
}

const DIGEST = "a".repeat(64)

/**
 * Every event a chart's schema knows, filled in so that the schema takes it: one for each answer of a choice and each value given for
 * a name. @throws Error for a shape nobody has said how to fill in
 */
export const eventsOfSchema = (schema: z.ZodType, byName: ByName = {}): { type: string }[] =>
  (defOf(schema).options ?? []).flatMap((option) =>
    filled(option, byName, []).map((value) => {
      const read = schema.safeParse(value)
      if (read.success) return read.data as { type: string }
      const issues = read.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`)
      throw new Error(`no fixture for «${String((value as { type?: string }).type)}»: ${issues.join("; ")}`)
    }),
  )

const defOf = (schema: z.ZodType): Def => schema._zod.def as unknown as Def

function filled(schema: z.ZodType, byName: ByName, path: readonly string[]): unknown[] {
  const given = byName[path.at(-1) ?? ""]
  if (given) return [...given]
  const def = defOf(schema)
  const inner = (next: z.ZodType | undefined) => (next ? filled(next, byName, path) : [])
  switch (def.type) {
    case "object":
      return Object.entries(def.shape ?? {}).reduce<Record<string, unknown>[]>(
        (before, [name, field]) =>
          filled(field, byName, [...path, name]).flatMap((value) =>
            before.map((values) => ({ ...values, [name]: value })),
          ),
        [{}],
      )
    case "literal":
      return def.values ?? []
    case "enum":
      return Object.values(def.entries ?? {})
    case "boolean":
      return [false, true]
    case "string":
      return [def.format === "date" ? "2023-12-29" : takes(schema, ["Nội dung ghi đủ để hiểu", DIGEST])]
    case "int":
    case "number":
      return [1]
    case "array":
      return [takes(schema, [[], inner(def.element).slice(0, 1)])]
    case "nullable":
      return [null]
    case "optional":
      return [undefined]
    case "default":
    case "prefault":
      return inner(def.innerType)
    case "pipe":
      return inner(def.in)
    default:
      throw new Error(`no fixture for «${path.join(".")}» (${def.type})`)
  }
}

/** The first of these that the schema takes; the last where it takes none, so that the event is named as the one without a fixture. */
const takes = (schema: z.ZodType, values: readonly unknown[]): unknown =>
  values.find((value) => schema.safeParse(value).success) ?? values.at(-1)
