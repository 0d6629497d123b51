import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { editionFiguresOf } from "#models/catalogue-edition/figures/edition-figures.ts"
import { SERVICE_FIGURES } from "#models/catalogue-edition/figures/figures.ts"
import { committeeName, provinceInText, provinceTitle } from "#models/reference/province.ts"
import { SERVICE_LEVELS } from "#models/shared/levels.ts"
import { LEVELS } from "./codes.ts"
import { type AnnouncingDecision, decisionTextOf, levelCountsOf, trainingPart } from "./edition-stamp.ts"
import { type Graph, type Node, VIETNAMESE } from "./linked-data.ts"

/** `tỉnh Đắk Nông` by the last part of its code: the place all its units lie in. */
export const provinceNode = ({ issuer }: FrozenEdition): Node => ({
  id: `dia-ban/${issuer.orgCode.split(".").at(-1)}`,
  type: "dct:Location",
  prefLabel: provinceTitle(issuer),
})

/** The people's committee, publisher of the catalogue. */
const publisherNode = ({ issuer }: FrozenEdition): Node => ({
  id: `don-vi/${issuer.orgCode}`,
  type: "foaf:Agent",
  "dct:identifier": issuer.orgCode,
  name: committeeName(issuer),
  "foaf:name": committeeName(issuer),
})

export const datasetIdOf = (edition: Pick<FrozenEdition, "editionId">): string =>
  `danh-muc/${edition.editionId}`

/** The dataset that an edition is, as both CPSV-AP and DCAT describe it: with its digest and totals. */
export const datasetNode = (graph: Graph, edition: FrozenEdition, decision: AnnouncingDecision): Node => {
  const figures = editionFiguresOf(edition)
  const perLevel = SERVICE_LEVELS.map(
    (level) => `${figures[SERVICE_FIGURES[level]]} ${LEVELS[level].label.toLocaleLowerCase("vi")}`,
  )
  return {
    id: datasetIdOf(edition),
    type: "dcat:Dataset",
    "dct:identifier": datasetIdOf(edition),
    name: `Danh mục dịch vụ công trực tuyến ${provinceInText(edition.issuer)} năm ${edition.year}`,
    description: `${figures.services} dịch vụ công: ${perLevel.join(", ")}; của ${figures.procedures} thủ tục hành chính. ${decisionTextOf(decision)}.`,
    "dct:publisher": graph.add(publisherNode(edition)),
    "dct:language": graph.add(VIETNAMESE),
    ...(decision ? { "dct:issued": { "@value": decision.day, "@type": "xsd:date" } } : {}),
    "dcat:version": edition.editionId,
    editionDigest: edition.digest,
    ...trainingPart(edition),
    "danhmuc:entries": figures.services,
    "danhmuc:onlineServices": figures.onlineServices,
    "danhmuc:procedures": figures.procedures,
    "danhmuc:onlineProcedures": figures.onlineProcedures,
    ...Object.fromEntries(
      Object.entries(levelCountsOf(edition)).map(([code, count]) => [`danhmuc:${code}`, count]),
    ),
  }
}
