import type { Forgery } from "./office.ts"
import { UNALIKE_ALOUD } from "./unalike-aloud.ts"
import { UNALIKE_FIELDS } from "./unalike-fields.ts"
import { UNALIKE_FILES } from "./unalike-files.ts"
import { UNALIKE_FONTS } from "./unalike-fonts.ts"
import { UNALIKE_PAGES } from "./unalike-pages.ts"

/** What is prepared before it is signed so that one reader, or one who listens, is shown another thing than the next. */
export const UNALIKE: Forgery[] = [
  ...UNALIKE_FONTS,
  ...UNALIKE_PAGES,
  ...UNALIKE_ALOUD,
  ...UNALIKE_FIELDS,
  ...UNALIKE_FILES,
]
