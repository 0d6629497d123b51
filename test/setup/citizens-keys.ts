import { SIGNATURE_FIELDS } from "#models/official-document/document-fields.ts"
import { signedWith } from "#test/workflows/document-verification/issued-with.ts"
import { aCertificate, anIssuer, type MadeUp } from "#test/workflows/signatures/made-up-certificates.ts"
import type { SigningService } from "#workflows/gateways/signing/signing-service.ts"

const PLACES = ["initial", "personal", "agency"] as const

/**
 * Keys of one authority whose certificates say a citizen's number: `numbers` by the name in the certificate, as written (`CCCD:…`), to
 * be changed between two signatures. The agency's, and whoever has none there, say none.
 */
export const citizensKeys = async (
  numbers: Record<string, string>,
): Promise<{ signing: SigningService; numbers: Record<string, string> }> => {
  const root = await anIssuer("CA công vụ")
  const made = new Map<string, Promise<MadeUp>>()
  const keyOf = (subject: string) => {
    const key = made.get(subject) ?? aCertificate(subject, { by: root })
    made.set(subject, key)
    return key
  }
  const signing: SigningService = {
    async sign(bytes, { field, holder }, at) {
      const place = PLACES.find((one) => SIGNATURE_FIELDS[one].name === field)
      if (!place) throw new Error(`nobody signs into ${field}`)
      const number = holder.kind === "PERSON" ? numbers[holder.name] : undefined
      const key = await keyOf(number ? `${holder.name}, 2.5.4.5=${number}` : holder.name)
      return signedWith(bytes, place, key, at)
    },
  }
  return { signing, numbers }
}
