import type { Procedure } from "#models/procedure/procedure.ts"
import { CHANNELS, slugOf } from "./codes.ts"
import { concept, DONG, type Graph, type Reference, step } from "./linked-data.ts"
import { feeText, stepsText, timeOf } from "./procedure-words.ts"

type Method = Procedure["submissionMethods"][number]

/** Channels, costs, time, papers, results, steps and law of a procedure as properties of its PublicService. */
export const procedureParts = (graph: Graph, procedure: Procedure): Record<string, unknown> => {
  const time = shortestOnlineTime(procedure.submissionMethods)
  return withoutEmpty({
    "cv:hasChannel": procedure.submissionMethods.map((method, index) =>
      channel(graph, procedure.code, method, index + 1),
    ),
    "cv:hasCost": costs(graph, procedure),
    ...(time ? { "cv:processingTime": { "@value": time, "@type": "xsd:duration" } } : {}),
    "cv:hasInputType": papers(graph, procedure),
    "cpsv:produces": procedure.results.map(({ code, name }) =>
      graph.add({
        id: `ket-qua/${step(code, name)}`,
        type: "cv:Output",
        "dct:identifier": code || slugOf(name),
        name,
      }),
    ),
    "cpsv:follows": rule(graph, procedure),
    "cv:hasLegalResource": legalResources(graph, procedure),
  })
}

function channel(graph: Graph, code: string, method: Method, number: number): Reference {
  const { code: channelCode, label } = CHANNELS[method.channel]
  return graph.add({
    id: `tthc/${code}#kenh-${number}`,
    type: "cv:Channel",
    "dct:identifier": `${code}#${number}`,
    "dct:type": concept(graph, "kenh", channelCode, label),
    // A duration cannot say *working* days: the exact wording stands here.
    description: `${label}: ${timeOf(method)}`,
  })
}

function costs(graph: Graph, procedure: Procedure): Reference[] {
  const distinct = new Map(
    procedure.submissionMethods
      .flatMap(({ fees }) => fees)
      .filter((fee) => fee.amount !== null)
      .map((fee) => [`${fee.kind}|${fee.amount}|${fee.text}`, fee]),
  )
  return [...distinct.values()].map((fee, index) =>
    graph.add({
      id: `tthc/${procedure.code}#phi-${index + 1}`,
      type: "cv:Cost",
      "dct:identifier": `${procedure.code}#phi-${index + 1}`,
      "cv:hasValue": { "@value": String(fee.amount), "@type": "xsd:double" },
      "cv:currency": graph.add(DONG),
      description: fee.text || feeText(procedure),
    }),
  )
}

function papers(graph: Graph, procedure: Procedure): Reference[] {
  const named = procedure.cases.flatMap(({ dossierComponents }) => dossierComponents)
  return named.map((paper, index) => {
    // Papers without a national code belong to their procedure only.
    const identifier = paper.code || `${procedure.code}-gt-${index + 1}`
    return graph.add({
      id: `giay-to/${step(identifier)}`,
      type: "cv:EvidenceType",
      "dct:identifier": identifier,
      name: paper.name,
    })
  })
}

function rule(graph: Graph, procedure: Procedure): Reference[] {
  const description = stepsText(procedure)
  if (description === "") return []
  const id = `${procedure.code}#trinh-tu`
  return [
    graph.add({
      id: `tthc/${id}`,
      type: "cpsv:Rule",
      "dct:identifier": id,
      name: "Trình tự thực hiện",
      description,
    }),
  ]
}

const legalResources = (graph: Graph, procedure: Procedure): Reference[] =>
  procedure.legalBases.map(({ number, title }) =>
    graph.add({
      id: `van-ban/${step(slugOf(number), title)}`,
      type: "eli:LegalResource",
      name: [number, title].filter(Boolean).join(": "),
    }),
  )

const DURATIONS: Record<Method["processingTime"]["unit"], ((n: number) => string) | null> = {
  WORKING_DAY: (n) => `P${n}D`,
  DAY: (n) => `P${n}D`,
  HOUR: (n) => `PT${n}H`,
  MONTH: (n) => `P${n}M`,
  YEAR: (n) => `P${n}Y`,
  OTHER: null,
}
const HOURS = { WORKING_DAY: 24, DAY: 24, HOUR: 1, MONTH: 720, YEAR: 8760, OTHER: 0 } as const

/** `P5D`, from the quickest online channel that gives a whole number. */
function shortestOnlineTime(methods: Method[]): string | null {
  const [shortest] = methods
    .filter(({ channel, processingTime: { quantity, unit } }) => {
      return channel === "ONLINE" && unit !== "OTHER" && quantity > 0 && Number.isInteger(quantity)
    })
    .map(({ processingTime }) => processingTime)
    .sort((a, b) => a.quantity * HOURS[a.unit] - b.quantity * HOURS[b.unit])
  return shortest ? (DURATIONS[shortest.unit]?.(shortest.quantity) ?? null) : null
}

const withoutEmpty = (properties: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(properties).filter(([, value]) => !(Array.isArray(value) && value.length === 0)),
  )
