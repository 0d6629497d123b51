import type { CatalogueEntry, FrozenEdition } from "#models/catalogue-edition/catalogue-edition.ts"
import { proactiveLevelText } from "#models/legal-regime/legal-regime.ts"
import type { Procedure } from "#models/procedure/procedure.ts"
import { PARTIAL_REASON_LABELS } from "#models/shared/levels.ts"
import { LEVELS, STATES } from "./codes.ts"
import { procedureParts } from "./cpsv-ap-parts.ts"
import { datasetNode, provinceNode } from "./edition-dataset.ts"
import type { AnnouncingDecision } from "./edition-stamp.ts"
import {
  concept,
  contextFor,
  Graph,
  type LinkedData,
  type Reference,
  step,
  VIETNAMESE,
} from "./linked-data.ts"
import { partialReasonOf } from "./partial-reason.ts"
import { summaryOf } from "./procedure-words.ts"
import { unitCodeOf, unitCodesOf } from "./unit-codes.ts"

/**
 * The edition as CPSV-AP 3.2 (records.md §6.4). One PublicService per procedure; where its services have different
 * levels, which the vocabulary cannot say of one PublicService, one per service, linked to each other. Every row of the
 * edition also stands as a `danhmuc:OnlineService`, so that rows can be counted.
 */
export const toCpsvAp = (edition: FrozenEdition, decision: AnnouncingDecision): LinkedData => {
  const graph = new Graph()
  const catalogue = graph.add(datasetNode(graph, edition, decision))
  const place = graph.add(provinceNode(edition))
  for (const entries of byProcedure(edition.entries)) {
    const services = publicServicesOf(entries)
    const ids = services.map((service) => service.id)
    for (const service of services) {
      const related = ids.filter((id) => id !== service.id).map((id) => ({ id }))
      addPublicService(graph, { ...service, related, catalogue, place })
    }
  }
  return { "@context": contextFor(edition.issuer.baseUrl), "@graph": graph.nodes() }
}

type PublicService = {
  id: string
  identifier: string
  name: string
  level: CatalogueEntry["level"]
  procedure: Procedure
  entries: CatalogueEntry[]
}

function publicServicesOf(entries: CatalogueEntry[]): PublicService[] {
  const [first] = entries
  if (!first) return []
  const { procedure } = first
  if (entries.every(({ level }) => level === first.level)) {
    const { code, name } = procedure
    return [{ id: `tthc/${code}`, identifier: code, name, level: first.level, procedure, entries }]
  }
  const shared = new Set(
    entries.map(({ serviceCode }) => serviceCode).filter((code, i, all) => all.indexOf(code) !== i),
  )
  return entries.map((entry) => {
    // Two units may offer the same service number at different levels.
    const identifier = shared.has(entry.serviceCode) ? entry.serviceId : entry.serviceCode
    return {
      id: `dvc/${step(identifier)}`,
      identifier,
      name: entry.serviceName,
      level: entry.level,
      procedure: entry.procedure,
      entries: [entry],
    }
  })
}

function addPublicService(
  graph: Graph,
  s: PublicService & { related: Reference[]; catalogue: Reference; place: Reference },
): void {
  const level = concept(graph, "muc-do-dvctt", LEVELS[s.level].code, LEVELS[s.level].label)
  const state = STATES[s.procedure.state]
  graph.add({
    id: s.id,
    type: "cpsv:PublicService",
    "dct:identifier": s.identifier,
    name: s.name,
    description: summaryOf(s.procedure),
    "cv:hasCompetentAuthority": authorities(graph, s.procedure, s.entries, s.place),
    "dct:spatial": s.place,
    "dct:language": graph.add(VIETNAMESE),
    "adms:status": concept(graph, "tinh-trang", state.code, state.label),
    "cv:isClassifiedBy": level,
    "cv:thematicArea": s.procedure.fields.map(({ code, name }) => concept(graph, "linh-vuc", code, name)),
    ...procedureParts(graph, s.procedure),
    ...(s.related.length > 0 ? { "cv:relatedService": s.related } : {}),
    "dct:isPartOf": s.catalogue,
    "danhmuc:onlineService": s.entries.map((entry) =>
      graph.add({
        id: `dich-vu/${step(entry.serviceId)}`,
        type: "danhmuc:OnlineService",
        "dct:identifier": entry.serviceId,
        "danhmuc:serviceCode": entry.serviceCode,
        "danhmuc:unit": organisation(graph, entry.unit, s.place),
        ...unitsPart(entry),
        "cv:isClassifiedBy": level,
        ...partialReasonPart(graph, entry),
        ...proactiveConcept(graph, entry),
        ...(entry.url ? { "foaf:page": { id: entry.url } } : {}),
      }),
    ),
  })
}

/** Who holds the power; else who executes; else the unit of this province that offers it. */
function authorities(
  graph: Graph,
  procedure: Procedure,
  entries: CatalogueEntry[],
  place: Reference,
): Reference[] {
  const { competent, executing } = procedure.agencies
  const named = competent.length > 0 ? competent : executing
  const agencies: { code: string; name: string }[] =
    named.length > 0 ? named : entries.map(({ unit }) => unit)
  const references = agencies.map((agency) => organisation(graph, agency, place))
  return [...new Map(references.map((reference) => [reference.id, reference])).values()]
}

const unitsPart = (entry: CatalogueEntry): Record<string, unknown> => {
  const units = unitCodesOf(entry)
  return units.length > 0 ? { units } : {}
}

/** Reason and clause of a partial service (NĐ 224/2026/NĐ-CP Điều 14); the vocabulary has no place for them, ours has. */
function partialReasonPart(graph: Graph, entry: CatalogueEntry): Record<string, unknown> {
  const reason = partialReasonOf(entry)
  if (!reason) return {}
  const { code, citation, text } = reason
  const label = entry.partialReason ? PARTIAL_REASON_LABELS[entry.partialReason] : ""
  return { partialReason: { reason: concept(graph, "ly-do-mot-phan", code, label), citation, text } }
}

/** A second axis: a concept of its own list, with the article it stands in. */
function proactiveConcept(graph: Graph, { proactiveLevel }: CatalogueEntry): Record<string, unknown> {
  if (!proactiveLevel) return {}
  const { level, article } = proactiveLevel
  const node = concept(graph, "muc-do-chu-dong", String(level), proactiveLevelText(proactiveLevel))
  return { "danhmuc:proactiveLevel": node, "danhmuc:proactiveArticle": article }
}

/** Only a published code is an identifier; without one the address alone, made of the name, tells it. */
function organisation(graph: Graph, unit: { code: string; name: string }, place: Reference): Reference {
  const known = unitCodeOf(unit)
  return graph.add({
    id: `co-quan/${step(known?.code ?? "", unit.name)}`,
    type: "cv:PublicOrganisation",
    ...(known ? { "dct:identifier": known.code } : {}),
    prefLabel: unit.name,
    "dct:spatial": place,
  })
}

function byProcedure(entries: CatalogueEntry[]): CatalogueEntry[][] {
  const groups = new Map<string, CatalogueEntry[]>()
  for (const entry of entries) {
    const group = groups.get(entry.procedure.code)
    if (group) group.push(entry)
    else groups.set(entry.procedure.code, [entry])
  }
  return [...groups.values()]
}
