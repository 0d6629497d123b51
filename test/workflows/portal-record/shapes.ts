import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import jsonld from "jsonld"
import { Parser, Store } from "n3"
import SHACLValidator from "rdf-validate-shacl"

const SHARED = join(import.meta.dirname, "../../../../shared/data")
const SHAPES = join(SHARED, "cpsv-ap/cpsv-ap-SHACL.ttl")
export const REAL_PROCEDURES = join(SHARED, "procedures/national-portal.jsonl.gz")

/** Whether the file is at hand; says so when it is not. */
export const isAtHand = (file: string, otherwise: string): boolean => {
  if (existsSync(file)) return true
  console.warn(`${file} is absent: ${otherwise}`)
  return false
}

/** The official CPSV-AP 3.2 shapes, or null (said aloud) where they are not at hand. */
export const officialShapes = (): SHACLValidator | null =>
  isAtHand(SHAPES, "only the structure of CPSV-AP records was checked")
    ? new SHACLValidator(new Store(new Parser().parse(readFileSync(SHAPES, "utf8"))))
    : null

/** What breaks the shapes, as `node path message`. No context is fetched from anywhere. */
export const violations = async (shapes: SHACLValidator, document: object): Promise<string[]> => {
  const quads = (await jsonld.toRDF(document as jsonld.JsonLdDocument, {
    format: "application/n-quads",
    documentLoader: async (url: string) => {
      throw new Error(`no context may be fetched: ${url}`)
    },
  })) as unknown as string
  const report = await shapes.validate(new Store(new Parser().parse(quads)))
  return report.results.map(
    ({ focusNode, path, message }) =>
      `${focusNode?.value} ${path?.value} ${message.map((m) => m.value).join()}`,
  )
}
