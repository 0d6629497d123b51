import type { EditionIssuer } from "#models/reference/issuer.ts"
import { committeeName } from "#models/reference/province.ts"
import type { Graph, Node } from "./linked-data.ts"

const FREQUENCIES = "http://publications.europa.eu/resource/authority/frequency/"

/** How often the catalogue is renewed, by the EU's list; yearly where the office says nothing else (kế hoạch 122, mục 3.2). */
export const frequencyPart = (graph: Graph, { dataFrequency }: EditionIssuer): Partial<Node> => ({
  "dct:accrualPeriodicity": graph.add({
    id: `${FREQUENCIES}${dataFrequency || "ANNUAL"}`,
    type: "dct:Frequency",
  }),
})

/** Under which licence others may use the data; nothing where the province has named none. */
export const licencePart = (graph: Graph, { dataLicence }: EditionIssuer): Partial<Node> =>
  dataLicence ? { "dct:license": graph.add({ id: dataLicence, type: "dct:LicenseDocument" }) } : {}

/** Who answers questions about the data: as the office says, else its own office at the address of its portal. */
export const contactPart = (graph: Graph, issuer: EditionIssuer): Partial<Node> => ({
  "dcat:contactPoint": graph.add({
    id: "lien-he/du-lieu-mo",
    type: ["vcard:Kind", "vcard:Organization"],
    "vcard:fn": issuer.dataContactName || `Văn phòng ${committeeName(issuer)}`,
    ...(issuer.dataContactEmail ? { "vcard:hasEmail": { id: `mailto:${issuer.dataContactEmail}` } } : {}),
    "vcard:hasURL": { id: issuer.baseUrl },
  }),
})
