import { type PDF, PdfRef, PdfStream } from "@libpdf/core"
import * as pkijs from "pkijs"
import { sha256 } from "#models/shared/digest.server.ts"
import { rememberLast } from "#models/shared/remember-last.ts"
import { resolverOf } from "#workflows/pdf-file/filled-fields.server.ts"
import { contentOf } from "#workflows/pdf-file/stream-content.server.ts"
import type { Answer } from "./revocation-answer.server.ts"
import { openRevocationList, type RevocationList } from "./revocation-lines.server.ts"

/** Answers and lists of authorities, read: OCSP responses (RFC 6960) and revocation lists (RFC 5280). */
export type RevocationData = {
  responses: readonly Answer[]
  lists: readonly RevocationList[]
  /** When they are asked: that a certificate stands is not believed of days to come. Missing: nothing is known of the day. */
  now?: Date | undefined
}

/**
 * What is read of a file anybody may send: signing software lays down a handful of small answers. Together they are some
 * hundred kilobytes for a real signature.
 */
const MOST = { items: 16, storedBytes: 512 * 1024, bytes: 2 * 1024 * 1024, answers: 32 }

/** What lies beside the signatures of a file (its DSS, ETSI EN 319 142-1, 5.4); what goes beyond the limits is not read. */
export const revocationDataIn = (pdf: PDF): RevocationData => {
  const resolve = resolverOf(pdf)
  const store = pdf.getCatalog().getDict("DSS", resolve)
  let left = MOST.bytes
  const streams = (name: string): Uint8Array[] => {
    const items = [...(store?.getArray(name, resolve) ?? [])].slice(0, MOST.items)
    const once = new Map(items.map((item) => [item instanceof PdfRef ? item.objectNumber : item, item]))
    return [...once.values()].flatMap((item) => {
      const value = item instanceof PdfRef ? resolve(item) : item
      if (!(value instanceof PdfStream) || value.data.length > MOST.storedBytes || left <= 0) return []
      const bytes = contentOf(value, left)
      if (typeof bytes === "string") return []
      left -= bytes.length
      return [bytes]
    })
  }
  return { responses: streams("OCSPs").flatMap(responseIn), lists: streams("CRLs").flatMap(listIn) }
}

/** In a file that anybody may send, what is no list says nothing. */
function listIn(der: Uint8Array): RevocationList[] {
  try {
    return [readRevocationList(der)]
  } catch {
    return []
  }
}

const alreadyRead = new WeakMap<Uint8Array, RevocationList>()
/** A list may name many thousands and is asked for each signature. @param der RFC 5280, 5.1 @throws Error for what is no list */
export const readRevocationList = (der: Uint8Array): RevocationList => {
  const list = alreadyRead.get(der) ?? openRevocationList(der)
  alreadyRead.set(der, list)
  return list
}

const rememberList = rememberLast<RevocationList>(32)

/** Lists known here (DER), read once each: they are long, and asked with every signature. @throws Error for what is no list */
export const readKnownLists = (lists: readonly Uint8Array[]): Promise<RevocationList[]> =>
  Promise.all(lists.map((der) => rememberList(sha256(der), async () => readRevocationList(der))))

const SUCCESSFUL = 0
const BASIC = "1.3.6.1.5.5.7.48.1.1"

function responseIn(der: Uint8Array): Answer[] {
  try {
    const { responseStatus, responseBytes } = pkijs.OCSPResponse.fromBER(new Uint8Array(der))
    if (!responseBytes) return []
    const basic = pkijs.BasicOCSPResponse.fromBER(responseBytes.response.getValue())
    const isOne = responseStatus.valueBlock.valueDec === SUCCESSFUL && responseBytes.responseType === BASIC
    return basic.tbsResponseData.responses.length <= MOST.answers ? [{ basic, isOne }] : []
  } catch {
    return []
  }
}
