import { LegalRegime } from "#models/legal-regime/legal-regime.ts"
import { InvalidInputError } from "#models/shared/errors.ts"

/** What the form of a new pack sends: its days and name as fields, everything else as JSON. */
export type PackForm = { id: string; name: string; validFrom: string; validTo: string; body: string }

/** Part of a pack that the form's text field holds. */
export const bodyOf = ({ id: _i, name: _n, validFrom: _f, validTo: _t, ...body }: LegalRegime): string =>
  JSON.stringify(body, null, 2)

/**
 * Reads a pack from the form.
 * @throws InvalidInputError naming each field, and within the body the place (`criteria.3.letter`)
 */
export const readPack = ({ id, name, validFrom, validTo, body }: PackForm): LegalRegime => {
  const parsed = LegalRegime.safeParse({
    ...jsonObject(body),
    id: id.trim(),
    name: name.trim(),
    validFrom,
    validTo: validTo || null,
  })
  if (parsed.success) return parsed.data
  throw new InvalidInputError(
    "Bộ quy định chưa hợp lệ. Hãy sửa các chỗ được nêu rồi lưu lại.",
    parsed.error.issues.map(({ path, message }) => {
      const [field = "body"] = path.map(String)
      return ["id", "name", "validFrom", "validTo"].includes(field)
        ? { field, message }
        : { field: "body", message: `${path.join(".")}: ${message}` }
    }),
  )
}

function jsonObject(body: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(body)
    if (typeof value === "object" && value !== null && !Array.isArray(value)) return { ...value }
  } catch (error) {
    throw new InvalidInputError("Nội dung không phải JSON hợp lệ.", [
      {
        field: "body",
        message: `Không đọc được JSON: ${error instanceof Error ? error.message : "sai cú pháp"}. Hãy sửa chỗ được nêu.`,
      },
    ])
  }
  throw new InvalidInputError("Nội dung phải là một đối tượng JSON.", [
    { field: "body", message: "Nội dung phải nằm trong { … }." },
  ])
}
