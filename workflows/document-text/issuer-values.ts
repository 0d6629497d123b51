import type { EditionSlotName } from "#models/reference/edition-slots.ts"
import type { EditionIssuer } from "#models/reference/issuer.ts"
import { provinceInText, provinceKind } from "#models/reference/province.ts"

/** What the issuing facts fill into any text. */
export const issuerValues = (issuer: EditionIssuer): [EditionSlotName, string][] => [
  ["province", issuer.provinceName],
  ["provinceKind", provinceKind(issuer)],
  ["provinceFull", provinceInText(issuer)],
]

/** The portals that take the catalogue, as of the day of freezing. Before they were kept with it, both portals of 2023 did. */
export const portalsInText = (issuer: EditionIssuer): string =>
  (issuer.portals ?? ["Cổng Dịch vụ công quốc gia", `Cổng Dịch vụ công ${provinceInText(issuer)}`]).join(
    " và ",
  )
