import { PDF } from "@libpdf/core"
import type { FileRevision } from "#workflows/pdf-file/file-revisions.server.ts"
import { ALOUD_RULES } from "./drawn-form/drawn-aloud.server.ts"
import { CARRIED_RULES } from "./drawn-form/drawn-carried.server.ts"
import { FIELD_RULES } from "./drawn-form/drawn-fields.server.ts"
import { openDrawn } from "./drawn-form/drawn-file.ts"
import { FONT_RULES } from "./drawn-form/drawn-fonts.server.ts"
import { OUTLINE_RULES } from "./drawn-form/drawn-outline.server.ts"
import { PAGE_RULES } from "./drawn-form/drawn-pages.server.ts"
import { STRUCTURE_RULES } from "./drawn-form/drawn-structure.ts"
import { WORD_RULES } from "./drawn-form/drawn-words.server.ts"
import { check } from "./verification-check.ts"
import type { VerificationCheck } from "./verification-report.ts"

/** All there are. */
export const DRAWN_RULES = [
  ...STRUCTURE_RULES,
  ...PAGE_RULES,
  ...ALOUD_RULES,
  ...FIELD_RULES,
  ...FONT_RULES,
  ...OUTLINE_RULES,
  ...CARRIED_RULES,
  ...WORD_RULES,
]

/**
 * Whether what was signed was drawn as our drawings are: letters and lines, seen as they are read, and empty places. A signature
 * says nothing of that: whoever prepares a file can have it signed with another one hidden inside.
 */
export const drawnAsOursCheck = async (
  bytes: Uint8Array,
  [drawn]: readonly FileRevision[],
): Promise<VerificationCheck> => {
  const pdf = await PDF.load(bytes.subarray(0, drawn?.end), { lenient: false })
  const file = openDrawn(pdf, drawn?.objects?.keys() ?? [])
  const faults = DRAWN_RULES.flatMap((rule) => rule.faultIn(file) ?? [])
  const drawing = check(
    "drawing",
    faults.length === 0,
    "Bản lập chỉ gồm chữ, đường kẻ và ô để trống, đọc ra đúng như nhìn thấy.",
    `Bản lập có phần không do hệ thống vẽ: ${faults.join("; ")}.`,
  )
  return drawing.ok ? drawing : { ...drawing, isForm: true }
}
