/** The vocabulary our JSON-LD is written in, and how its addresses are made. */
import { slugOf } from "./codes.ts"

export type Node = { id: string; type: string | string[] } & Record<string, unknown>
export type Reference = { id: string }
export type LinkedData = { "@context": Record<string, unknown>; "@graph": Node[] }

export const VIETNAMESE: Node = {
  id: "http://publications.europa.eu/resource/authority/language/VIE",
  type: "dct:LinguisticSystem",
}
export const DONG: Node = {
  id: "http://publications.europa.eu/resource/authority/currency/VND",
  type: "skos:Concept",
}

/** Our own short context (records.md §4.1): texts are Vietnamese, addresses are under the province's base. */
export const contextFor = (baseUrl: string): Record<string, unknown> => ({
  "@base": baseOf(baseUrl),
  cpsv: "http://purl.org/vocab/cpsv#",
  cv: "http://data.europa.eu/m8g/",
  dct: "http://purl.org/dc/terms/",
  dcat: "http://www.w3.org/ns/dcat#",
  adms: "http://www.w3.org/ns/adms#",
  eli: "http://data.europa.eu/eli/ontology#",
  skos: "http://www.w3.org/2004/02/skos/core#",
  foaf: "http://xmlns.com/foaf/0.1/",
  vcard: "http://www.w3.org/2006/vcard/ns#",
  spdx: "http://spdx.org/rdf/terms#",
  xsd: "http://www.w3.org/2001/XMLSchema#",
  danhmuc: `${baseOf(baseUrl)}tu-vung/danh-muc#`,
  id: "@id",
  type: "@type",
  name: { "@id": "dct:title", "@language": "vi" },
  description: { "@id": "dct:description", "@language": "vi" },
  prefLabel: { "@id": "skos:prefLabel", "@language": "vi" },
  editionDigest: "danhmuc:editionDigest",
  training: { "@id": "danhmuc:training", "@language": "vi" },
  units: "danhmuc:units",
  code: "danhmuc:code",
  scheme: "danhmuc:scheme",
  partialReason: "danhmuc:partialReason",
  reason: "danhmuc:reason",
  citation: "danhmuc:citation",
  act: { "@id": "danhmuc:act", "@language": "vi" },
  article: "danhmuc:article",
  clause: "danhmuc:clause",
  point: "danhmuc:point",
  text: { "@id": "danhmuc:text", "@language": "vi" },
})

const baseOf = (baseUrl: string): string => `${baseUrl.replace(/\/+$/, "")}/id/`

/** One step of an address: codes stay readable, anything else is escaped; words without a code become a slug. */
export const step = (code: string, name = ""): string =>
  encodeURIComponent(code.trim() || slugOf(name) || "khong-ro").replaceAll("%40", "@")

/** Nodes by address, each said once however often it is pointed at. */
export class Graph {
  readonly #nodes = new Map<string, Node>()

  /** Adds the node unless its address is known, and gives back a reference to it. */
  add(node: Node): Reference {
    if (!this.#nodes.has(node.id)) this.#nodes.set(node.id, node)
    return { id: node.id }
  }

  nodes(): Node[] {
    return [...this.#nodes.values()]
  }
}

/** A concept of one of our code lists, typed in the data because the shapes ask for its class. */
export const concept = (graph: Graph, list: string, code: string, label: string): Reference =>
  graph.add({ id: `ma/${list}/${step(code, label)}`, type: "skos:Concept", prefLabel: label })
