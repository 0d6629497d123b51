import { set } from "react-hook-form"
import type { z } from "zod"
import { withChosenLines } from "./chosen-lines.ts"
import { areReasonable } from "./field-names.ts"
import { readBody } from "./read-body.ts"
import { FORM_LIMIT, FORM_TOO_LARGE, READ_THROUGH } from "./upload-limits.ts"

/** Messages by field path (`answers.0.note`); the key `""` holds what concerns the whole form. */
export type FieldErrors = Record<string, string[]>

export type ParsedForm<T> =
  | { ok: true; value: T }
  /** `values`: what was sent (text only), to fill the form again. */
  | { ok: false; status: 400 | 413; errors: FieldErrors; values: Record<string, unknown> }

/** A form as it was sent, not yet judged. */
export type SentForm = { fields: Record<string, unknown>; isTooLarge: boolean }

/**
 * Reads a form and parses it with its schema. Dotted names make nested values (`answers.0.note`), repeated names and names
 * ending in `[]` make lists; text becomes NFC.
 * @throws Response 400 for a body that is no form at all
 */
export const parseForm = async <S extends z.ZodType>(
  request: Request,
  schema: S,
): Promise<ParsedForm<z.output<S>>> => parseSent(await readForm(request), schema)

/** The same for a form that was read already, where what is in it decides over the schema. */
export const parseSent = async <S extends z.ZodType>(
  { fields, isTooLarge }: SentForm,
  schema: S,
): Promise<ParsedForm<z.output<S>>> => {
  if (isTooLarge)
    return { ok: false, status: 413, errors: { "": [FORM_TOO_LARGE] }, values: withoutSecrets(fields) }
  const parsed = await schema.safeParseAsync(fields)
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, status: 400, errors: fieldErrors(parsed.error), values: withoutSecrets(fields) }
}

/**
 * Reads a form without judging it; one that is too large is read for what was typed.
 * @throws Response 400 for a body that is no form at all
 */
export const readForm = async (request: Request): Promise<SentForm> => {
  const body = await readBody(request, READ_THROUGH.form)
  if (body === null) throw Response.json({ message: FORM_TOO_LARGE }, { status: 413 })
  if (body.byteLength === 0) return { fields: {}, isTooLarge: false }
  const type = request.headers.get("content-type") ?? ""
  const form = await new Response(body, { headers: { "Content-Type": type } }).formData().catch(() => null)
  const fields = form && fromEntries(form)
  if (!fields) throw Response.json({ message: UNREADABLE }, { status: 400 })
  return { fields: withChosenLines(fields), isTooLarge: body.byteLength > FORM_LIMIT }
}

/** The address's query parsed with a schema: for filters and pages. Same shapes as `parseForm`. */
export const parseQuery = <S extends z.ZodType>(request: Request, schema: S): ParsedForm<z.output<S>> => {
  const sent = fromEntries(new URL(request.url).searchParams)
  if (!sent) return { ok: false, status: 400, errors: { "": [UNREADABLE] }, values: {} }
  const parsed = schema.safeParse(sent)
  return parsed.success
    ? { ok: true, value: parsed.data }
    : { ok: false, status: 400, errors: fieldErrors(parsed.error), values: sent }
}

const UNREADABLE = "Biểu mẫu gửi lên không đọc được. Hãy tải lại trang rồi gửi lại."

/** A zod error as messages by field path. */
const fieldErrors = (error: z.ZodError): FieldErrors => {
  const errors: FieldErrors = {}
  for (const issue of error.issues) {
    const path = issue.path.join(".")
    errors[path] = [...(errors[path] ?? []), issue.message]
  }
  return errors
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
