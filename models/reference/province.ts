import type { EditionIssuer } from "./issuer.ts"

/** What names a province or a city under the central government. */
export type ProvinceFacts = Pick<EditionIssuer, "provinceName" | "provinceUpper">

/** `tỉnh`, or `thành phố` for a city under the central government: told by the line its documents are headed with. */
export const provinceKind = ({
  provinceUpper,
}: Pick<EditionIssuer, "provinceUpper">): "tỉnh" | "thành phố" =>
  provinceUpper.startsWith("THÀNH PHỐ") ? "thành phố" : "tỉnh"

/** `tỉnh Đắk Nông`, `thành phố Đà Nẵng`, in running text. */
export const provinceInText = (issuer: ProvinceFacts): string =>
  `${provinceKind(issuer)} ${issuer.provinceName}`

/** `Tỉnh Đắk Nông`, where it begins a line. */
export const provinceTitle = (issuer: ProvinceFacts): string => {
  const text = provinceInText(issuer)
  return `${text.slice(0, 1).toLocaleUpperCase("vi")}${text.slice(1)}`
}

/** `Ủy ban nhân dân thành phố Đà Nẵng`. */
export const committeeName = (issuer: ProvinceFacts): string => `Ủy ban nhân dân ${provinceInText(issuer)}`
