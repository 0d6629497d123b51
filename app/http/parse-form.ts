import { set } from "react-hook-form"
import type { z } from "zod"
import { areReasonable } from "./field-names.ts"

/** Messages by field path (`answers.0.note`); the key `""` holds what concerns the whole form. */
export type FieldErrors = Record<string, string[]>

export type ParsedForm<T> =
  | { ok: true; value: T }
  /** `values`: what was sent (text only), to fill the form again. */
  | { ok: false; errors: FieldErrors; values: Record<string, unknown> }

/**
 * Reads a form (FormData or, for nested forms, JSON) and parses it with the form's schema. Dotted names make nested
 * values (`answers.0.note`), repeated names and names ending in `[]` make lists; text becomes NFC.
 */
export const parseForm = async <S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<ParsedForm<z.output<S>>> => {
  const sent = await readSent(request).catch(() => null)
  if (!sent) return UNREADABLE
  const parsed = await schema.safeParseAsync(sent)
  if (parsed.success) return { ok: true, value: parsed.data }
  return { ok: false, errors: fieldErrors(parsed.error), values: withoutSecrets(sent) }
}

/** The address's query parsed with a schema: for filters and pages. Same shapes as `parseForm`. */
export const parseQuery = <S extends z.ZodType>(request: Request, schema: S): ParsedForm<z.output<S>> => {
  const sent = fromEntries(new URL(request.url).searchParams)
  if (!sent) return UNREADABLE
  const parsed = schema.safeParse(sent)
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, errors: fieldErrors(parsed.error), values: sent }
}

const UNREADABLE: ParsedForm<never> = {
  ok: false,
  errors: { "": ["Biểu mẫu gửi lên không đọc được. Hãy tải lại trang rồi gửi lại."] },
  values: {},
}

/** A zod error as messages by field path. */
const fieldErrors = (error: z.ZodError): FieldErrors => {
  const errors: FieldErrors = {}
  for (const issue of error.issues) {
    const path = issue.path.join(".")
    errors[path] = [...(errors[path] ?? []), issue.message]
  }
  return errors
}

async function readSent(request: Request): Promise<Record<string, unknown> | null> {
  if (request.headers.get("content-type")?.startsWith("application/json")) {
    const json: unknown = await request.json()
    return json !== null && typeof json === "object" && !Array.isArray(json) ? { ...json } : {}
  }
  return fromEntries(await request.formData())
}

/** Null for names no form of this product sends. */
function fromEntries(form: FormData | URLSearchParams): Record<string, unknown> | null {
  if (!areReasonable([...form.keys()])) return null
  const byName = new Map<string, FormDataEntryValue[]>()
  for (const [name, value] of form) {
    const composed = typeof value === "string" ? value.normalize("NFC") : value
    const known = byName.get(name)
    if (known) known.push(composed)
    else byName.set(name, [composed])
  }
  const sent: Record<string, unknown> = {}
  for (const [name, all] of byName) {
    const isList = name.endsWith("[]")
    set(sent, isList ? name.slice(0, -2) : name, isList || all.length > 1 ? all : all[0])
  }
  return sent
}

const withoutSecrets = (sent: Record<string, unknown>): Record<string, unknown> =>
  JSON.parse(
    JSON.stringify(sent, (key, value) => (key === "password" || value instanceof Blob ? undefined : value)),
  )
