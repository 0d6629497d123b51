import * as pkijs from "pkijs"
import { wordsOfAnswer } from "./revocation-answer.server.ts"
import type { RevocationData } from "./revocation-data.server.ts"
import { wordsOfList } from "./revocation-list.server.ts"
import type { Revocation } from "./revocation-word.server.ts"

/**
 * What is known of the signer's certificate and of those above it but the last: the earliest revocation among them, else the
 * newest word on the signer's own. Only words that the certificate's own authority has signed count. Null when there is none.
 * @param chain DER: the signer's certificate, then its issuers
 */
export const revocationOf = async (
  chain: readonly Uint8Array[],
  data: RevocationData,
): Promise<Revocation | null> => {
  const words = await wordsOn(chain, data)
  const [earliest] = words
    .flat()
    .filter(({ revokedAt }) => revokedAt !== null)
    .sort((a, b) => Number(a.revokedAt) - Number(b.revokedAt))
  const [newest] = (words[0] ?? []).sort((a, b) => b.asOf.getTime() - a.asOf.getTime())
  return earliest ?? newest ?? null
}

/** Every word on each certificate of a chain but the last. @param chain as for `revocationOf` */
export const wordsOn = async (
  chain: readonly Uint8Array[],
  { responses, lists, now }: RevocationData,
): Promise<Revocation[][]> => {
  const certificates = chain.map((der) => pkijs.Certificate.fromBER(new Uint8Array(der)))
  const all: Revocation[][] = []
  for (const [index, certificate] of certificates.slice(0, -1).entries()) {
    const asked = { certificate, issuer: certificates[index + 1] as pkijs.Certificate, now, lists }
    const words: Revocation[] = []
    for (const response of responses) words.push(...(await wordsOfAnswer(response, asked)))
    for (const list of lists) words.push(...(await wordsOfList(list, asked)))
    all.push(words)
  }
  return all
}
