import type { Persistence } from "../persistence.server.ts"
import type { Document } from "../values/bson.server.ts"
import { decode } from "../values/decode.ts"
import { type FieldTree, narrowed } from "../values/narrow.ts"
import type { Version } from "./records.ts"

/** Bytes and decoded form together weigh several times the bytes. */
const DECODED_FACTOR = 4
/** What a document costs however small: its buffer, its objects, its place in the cache. */
const FIXED_WEIGHT = 600
/** Of the bound, what is left when something had to make room. */
const SHRUNK = 0.9

/**
 * Keeps the documents used last in memory, within a bound (bytes, decoded form included). Only committed versions are
 * here: the file can give them again.
 */
export class DocumentCache {
  private readonly held = new Map<Version, number>()
  private weight = 0
  private readonly bound: number
  private readonly persistence: Persistence

  constructor(persistence: Persistence, bound: number) {
    this.persistence = persistence
    this.bound = bound
  }

  rawOf(version: Version): Buffer {
    if (version.raw) return version.raw
    version.raw = this.persistence.read(version.record.row)
    this.hold(version)
    return version.raw
  }

  documentOf(version: Version): Document {
    if (version.document) return version.document
    const document = decode(this.rawOf(version))
    version.document = document
    if (this.held.has(version)) this.hold(version)
    return document
  }

  /** Bytes for somebody who reads through many documents: they are kept only where there is room. */
  glanceAtBytes(version: Version): Buffer {
    return version.raw ?? (this.hasRoom ? this.rawOf(version) : this.persistence.read(version.record.row))
  }

  /** A document, or at least these fields of it, for somebody who reads through many. */
  glanceAt(version: Version, fields: FieldTree | null): Document {
    if (version.document) return version.document
    if (fields?.size === 0) return {}
    if (this.hasRoom) return this.documentOf(version)
    const raw = this.glanceAtBytes(version)
    return decode(fields ? narrowed(raw, fields) : raw)
  }

  private get hasRoom(): boolean {
    return this.weight < this.bound * SHRUNK
  }

  /** From now on the version may be dropped from memory when others are used more. */
  hold(version: Version): void {
    if (!version.raw) return
    const weight = FIXED_WEIGHT + version.raw.length * (version.document ? DECODED_FACTOR : 1)
    this.weight += weight - (this.held.get(version) ?? 0)
    this.held.set(version, weight)
    if (this.weight > this.bound) this.shrink(version)
  }

  /** A version just committed that nobody may ask for soon: only the file keeps it. */
  leaveToFile(version: Version): void {
    version.raw = null
    version.document = null
  }

  /** The version is no longer what the file holds: it stays in memory as long as someone refers to it. */
  release(version: Version): void {
    const weight = this.held.get(version)
    if (weight === undefined) return
    this.held.delete(version)
    this.weight -= weight
  }

  private shrink(justHeld: Version): void {
    for (const [version, weight] of this.held) {
      if (version === justHeld) continue
      this.held.delete(version)
      this.weight -= weight
      version.raw = null
      version.document = null
      if (this.weight <= this.bound * SHRUNK) return
    }
  }
}
