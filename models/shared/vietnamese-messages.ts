import { config, type core } from "zod"
import vi from "zod/v4/locales/vi.js"

/** The lengths of texts, which people do meet, in plainer words than the locale's; the rest is left to it. */
const plainer: core.$ZodErrorMap = (issue) => {
  if (issue.code === "too_big" && issue.origin === "string") return `Quá dài (tối đa ${issue.maximum} ký tự).`
  if (issue.code === "too_small" && issue.origin === "string")
    return issue.minimum === 1 ? "Chưa điền mục này." : `Quá ngắn (ít nhất ${issue.minimum} ký tự).`
  if (issue.code === "invalid_type" && issue.input === undefined) return "Chưa điền mục này."
  return undefined
}

// Imported for this effect by everything that validates for a person: server, browser, runtime.
config({ ...vi(), customError: plainer })
