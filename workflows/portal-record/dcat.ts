import type { FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { committeeName, provinceInText } from "#models/reference/province.ts"
import { dayOf, type IsoDay } from "#models/shared/dates.ts"
import { contactPart, frequencyPart, licencePart } from "./dataset-terms.ts"
import { datasetIdOf, datasetNode, provinceNode } from "./edition-dataset.ts"
import type { AnnouncingDecision } from "./edition-stamp.ts"
import { contextFor, Graph, type LinkedData, type Reference } from "./linked-data.ts"
import { annexFile, DECISION_FILE } from "./signed-files.ts"

/** A file of the edition that others may fetch. */
export type PublishedFile = { name: string; mimeType: string; byteSize?: number; sha256?: string }

/** The decision itself belongs to the dataset; its bytes are not made here, so neither size nor checksum is known. */
export const SIGNED_DECISION: PublishedFile = { name: DECISION_FILE, mimeType: "application/pdf" }

/** Annexes of the decision that are files of their own, in order. */
export const annexFilesOf = (annexes: readonly { sha256: string }[]): PublishedFile[] =>
  annexes.map(({ sha256 }, index) => ({
    name: annexFile(index),
    mimeType: "application/pdf",
    sha256,
  }))

/** That the decision of an edition was recalled: on which day, and how that is said. */
export type DatasetEnd = { day: IsoDay; note: string }

const WITHDRAWN = "http://publications.europa.eu/resource/authority/dataset-status/WITHDRAWN"
const SERIES = "danh-muc"
const MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"

/**
 * The edition as DCAT (records.md §6.5): the yearly series, this edition's dataset and its files. Of a recalled edition the
 * dataset stays, as withdrawn: what was published remains citable.
 */
export const toDcat = (
  edition: FrozenEdition,
  decision: AnnouncingDecision,
  files: readonly PublishedFile[],
  ended?: DatasetEnd,
): LinkedData => {
  const graph = new Graph()
  const { issuer } = edition
  const dataset = datasetNode(graph, edition, decision)
  const office = graph.add({
    id: "don-vi/van-phong-ubnd",
    type: "foaf:Agent",
    "foaf:name": `Văn phòng ${committeeName(issuer)}`,
    name: `Văn phòng ${committeeName(issuer)}`,
  })
  const publisher = dataset["dct:publisher"]
  const series = graph.add({
    id: SERIES,
    type: "dcat:DatasetSeries",
    name: `Danh mục dịch vụ công trực tuyến ${provinceInText(issuer)}`,
    description: `Danh mục dịch vụ công trực tuyến toàn trình, một phần của ${provinceInText(issuer)}, công bố hằng năm.`,
    "dct:publisher": publisher,
    ...frequencyPart(graph, issuer),
    ...contactPart(graph, issuer),
  })
  const described = graph.add({
    ...dataset,
    "dct:creator": office,
    "dct:modified": { "@value": ended?.day ?? dayOf(edition.frozenAt), "@type": "xsd:date" },
    ...(ended ? { "adms:status": { id: WITHDRAWN }, "adms:versionNotes": ended.note } : {}),
    ...frequencyPart(graph, issuer),
    ...licencePart(graph, issuer),
    ...contactPart(graph, issuer),
    "dct:spatial": graph.add(provinceNode(edition)),
    "dcat:theme": { id: "http://publications.europa.eu/resource/authority/data-theme/GOVE" },
    "dcat:inSeries": series,
    ...(edition.replaces ? { "dct:replaces": { id: datasetIdOf(edition.replaces) } } : {}),
    "dcat:distribution": files.map((file) => distribution(graph, edition, file)),
  })
  graph.add({
    id: "kho-du-lieu",
    type: "dcat:Catalog",
    name: `Dữ liệu mở về dịch vụ công ${provinceInText(issuer)}`,
    description: `Các danh mục dịch vụ công trực tuyến ${provinceInText(issuer)} đã công bố.`,
    "dct:publisher": publisher,
    "dcat:dataset": [described],
  })
  return { "@context": contextFor(issuer.baseUrl), "@graph": graph.nodes() }
}

function distribution(graph: Graph, edition: FrozenEdition, file: PublishedFile): Reference {
  const address = `${edition.issuer.baseUrl.replace(/\/+$/, "")}/danh-muc/${edition.editionId}/${file.name}`
  const id = `${datasetIdOf(edition)}/${file.name}`
  return graph.add({
    id,
    type: "dcat:Distribution",
    name: file.name,
    ...licencePart(graph, edition.issuer),
    "dcat:accessURL": { id: address },
    "dcat:downloadURL": { id: address },
    "dcat:mediaType": { id: `${MEDIA_TYPES}${file.mimeType}` },
    ...(file.byteSize === undefined
      ? {}
      : { "dcat:byteSize": { "@value": String(file.byteSize), "@type": "xsd:nonNegativeInteger" } }),
    ...(file.sha256 === undefined
      ? {}
      : {
          "spdx:checksum": graph.add({
            id: `${id}#sha256`,
            type: "spdx:Checksum",
            "spdx:algorithm": { id: "spdx:checksumAlgorithm_sha256" },
            "spdx:checksumValue": { "@value": file.sha256, "@type": "xsd:hexBinary" },
          }),
        }),
    ...(file.name === "catalogue.csv"
      ? { "dct:conformsTo": { id: "https://www.w3.org/TR/tabular-data-model/" } }
      : {}),
  })
}
