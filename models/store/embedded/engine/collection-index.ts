import { ServerError } from "../errors.ts"
import type { IndexSpecification } from "../persistence.server.ts"
import { comparisonOf } from "../query/collation.ts"
import { compileFilter, type Predicate } from "../query/filter.ts"
import { MISSING, splitPath } from "../query/paths.ts"
import { type Document, isDocument } from "../values/bson.server.ts"
import { inverted, toDouble } from "../values/exact-number.ts"
import { shown } from "../values/shown.ts"
import { componentOf, type IndexKeys, type KeyField, valuesUnder } from "./index-keys.ts"
import type { DocumentRecord } from "./records.ts"
import { SortedKeys } from "./sorted-keys.ts"

const NONE: IndexKeys = { keys: [], isMultikey: false }

/** Ordered keys and the records under each. Holds every live version's keys; readers check what they see. */
export class CollectionIndex {
  readonly specification: IndexSpecification
  readonly fields: KeyField[]
  /** Under a collation: what stands for all values it holds equal, so that unique keys are kept apart. */
  private readonly standIn: ((value: unknown) => unknown) | null
  readonly unique: boolean
  readonly sparse: boolean
  readonly partialFilter: Document | null
  /** Position of this index's keys in `Version.keys`. */
  readonly slot: number
  isMultikey = false
  private readonly entries = new Map<string, DocumentRecord | Set<DocumentRecord>>()
  private readonly sorted = new SortedKeys()
  private readonly includes: Predicate | null

  constructor(specification: IndexSpecification, slot: number) {
    this.specification = specification
    this.slot = slot
    this.fields = Object.entries(specification.key).map(([path, direction]) => ({
      path,
      parts: splitPath(path),
      direction: toDouble(direction) < 0 ? -1 : 1,
    }))
    this.standIn = standInOf(specification["collation"])
    this.unique = specification["unique"] === true || specification.name === "_id_"
    this.sparse = specification["sparse"] === true
    const partial = specification["partialFilterExpression"]
    this.partialFilter = isDocument(partial) ? partial : null
    this.includes = this.partialFilter ? compileFilter(this.partialFilter) : null
  }

  /** Whether searches may use it; under a collation its keys stand in no order they could use. */
  get serves(): boolean {
    return !this.standIn && this.specification["hidden"] !== true
  }

  get name(): string {
    return this.specification.name
  }

  /** @throws ServerError 171 when two arrays would multiply each other */
  keysOf(document: Document): IndexKeys {
    if (this.includes && !this.includes(document)) return NONE
    const { tuples, isMultikey } = valuesUnder(this.fields, document)
    const keys = new Set<string>()
    for (const values of tuples) {
      if (this.sparse && values.every((value) => value === MISSING)) continue
      let key = ""
      for (const [i, value] of values.entries()) {
        const own = componentOf(this.standIn ? this.standIn(value) : value)
        key += this.fields[i]?.direction === -1 ? inverted(own) : own
      }
      keys.add(key)
    }
    return { keys: [...keys], isMultikey }
  }

  add(key: string, record: DocumentRecord): void {
    const present = this.entries.get(key)
    if (present === undefined) {
      this.entries.set(key, record)
      this.sorted.add(key)
    } else if (present instanceof Set) present.add(record)
    else if (present !== record) this.entries.set(key, new Set([present, record]))
  }

  remove(key: string, record: DocumentRecord): void {
    const present = this.entries.get(key)
    if (present instanceof Set) {
      present.delete(record)
      if (present.size === 0) this.forget(key)
    } else if (present === record) this.forget(key)
  }

  private forget(key: string): void {
    this.entries.delete(key)
    this.sorted.delete(key)
  }

  /** Records under exactly this key. */
  at(key: string): Iterable<DocumentRecord> {
    const present = this.entries.get(key)
    return present === undefined ? [] : present instanceof Set ? present : [present]
  }

  /** Keys and records from `start` (included) to `end` (not included). */
  *range(
    start: string,
    end: string,
    isReversed: boolean,
  ): Generator<{ key: string; record: DocumentRecord }> {
    for (const key of this.sorted.range(start, end, isReversed))
      for (const record of this.at(key)) yield { key, record }
  }

  /** @throws ServerError 11000 in MongoDB's words, with the values that met */
  refuseDuplicate(namespace: string, values: unknown[]): never {
    const keyValue: Document = {}
    for (const [index, { path }] of this.fields.entries()) keyValue[path] = values[index] ?? null
    const key = this.fields.map(({ path }, index) => `${path}: ${shown(values[index])}`).join(", ")
    throw new ServerError(
      11000,
      `E11000 duplicate key error collection: ${namespace} index: ${this.name} dup key: { ${key} }`,
      { keyPattern: this.specification.key, keyValue },
    )
  }
}

/**
 * For an index under a collation: gives equal strings the same stand-in, the first of them met. Null without a
 * collation.
 */
const standInOf = (collation: unknown): ((value: unknown) => unknown) | null => {
  if (!isDocument(collation)) return null
  const { equal } = comparisonOf(collation)
  // Strings a collation holds equal are alike once accents, case and signs are left out.
  const alike = new Map<string, string[]>()
  return (value) => {
    if (typeof value !== "string") return value
    const rough = value
      .normalize("NFKD")
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]|0+(?=\p{N})/gu, "")
    const known = alike.get(rough) ?? []
    const found = known.find((one) => equal(one, value))
    if (found !== undefined) return found
    alike.set(rough, [...known, value])
    return value
  }
}
