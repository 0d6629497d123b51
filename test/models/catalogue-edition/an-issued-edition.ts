import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { totalsOf } from "#models/catalogue-edition/figures/totals.ts"
import type { IssuedEdition } from "#models/catalogue-edition/issued-edition.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import { digestOf } from "#models/shared/digest.server.ts"

const aProcedure = (over: Partial<Procedure> = {}): Procedure => ({
  code: "1.001193",
  name: "Thủ tục đăng ký khai sinh",
  fields: [{ code: "G15-HT05", name: "Hộ tịch" }],
  adminLevels: ["COMMUNE"],
  applicantTypes: ["Công dân Việt Nam"],
  regulation: "",
  announcer: { code: "G15", name: "Bộ Tư pháp" },
  announcementDecision: "528/QĐ-BTP",
  state: "PUBLIC",
  cases: [{ name: "", steps: [], dossierComponents: [] }],
  submissionMethods: [],
  results: [{ code: "", name: "Giấy khai sinh" }],
  legalBases: [{ number: "60/2014/QH13", title: "Luật Hộ tịch" }],
  requirements: "",
  description: "",
  agencies: { executing: [], competent: [], authorised: [], coordinating: [] },
  services: [{ serviceCode: "1.001193.01", name: "Thủ tục đăng ký khai sinh" }],
  returningMethods: [],
  nationalFlags: null,
  ...over,
})

/** A row of a catalogue; the code names procedure and service. */
export const anEntry = (code: string, name: string, over: Partial<CatalogueEntry> = {}): CatalogueEntry => {
  const agency = over.agency ?? { id: "ubnd-cap-xa", name: "Ủy ban nhân dân cấp xã", code: "ubnd-cap-xa" }
  const field = over.field ?? { code: "G15-HT05", name: "Hộ tịch" }
  return {
    position: 1,
    serviceId: `${code}.01@${agency.id}`,
    serviceCode: `${code}.01`,
    serviceName: name,
    level: "FULL",
    previousLevel: null,
    change: "NEW",
    partialReason: null,
    citation: "",
    note: "",
    adminLevel: "COMMUNE",
    agency,
    unit: { kind: "GROUP", id: agency.id, name: agency.name, code: agency.code, members: [] },
    field,
    onlinePayment: false,
    publicPostalService: true,
    url: `https://dichvucong.example/dich-vu/${code}.01`,
    effectiveFrom: "2023-05-31",
    regimeId: "a",
    snapshotHash: "h",
    procedure: aProcedure({
      code,
      name,
      fields: [field],
      services: [{ serviceCode: `${code}.01`, name }],
    }),
    ...over,
  }
}

type Over = Partial<IssuedEdition> & { entries?: CatalogueEntry[] }

/** An issued edition with its rows in memory: annual, of 2023, decided on 12 May, unless told otherwise. */
export const anIssuedEdition = ({ entries = [], ...over }: Over = {}): IssuedEdition => {
  const year = over.year ?? 2023
  const sequence = over.sequence ?? 1
  const editionId = over.editionId ?? `${year}-${sequence}`
  const content = {
    editionId,
    year,
    sequence,
    kind: over.kind ?? ("ANNUAL" as const),
    replaces: null,
    regimeId: "a",
    frozenAt: new Date(`${year}-05-04T01:00:00Z`),
    issuer: {} as FrozenEdition["issuer"],
    totals: totalsOf(entries),
    removed: [],
    entries,
  }
  const digest = digestOf(content)
  const edition: FrozenEdition = { id: `${editionId}/1`, draft: 1, ...content, digest }
  return {
    editionId,
    draftId: edition.id,
    year,
    sequence,
    kind: content.kind,
    amends: null,
    decision: { number: `${500 + year - 2000 + sequence}`, symbol: "QĐ-UBND", day: `${year}-05-12` },
    issuedOn: `${year}-05-12`,
    signatory: null,
    state: "issued",
    digest,
    annexes: [],
    documentSha256: digestOf({ editionId }),
    errata: [],
    recalled: null,
    load: async () => edition,
    ...over,
  }
}
