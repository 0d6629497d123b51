import { findSearchTermsOn } from "#models/reference/reference.repository.server.ts"
import type { RegistrationFilter } from "#models/registration/registration-filter.ts"
import {
  findSearchTexts,
  hasRegistrations,
} from "#models/registration/registration-list.repository.server.ts"
import type { IsoDay } from "#models/shared/dates.ts"
import { withNearWords, withOneOther } from "#workflows/search/near-readings.ts"
import { type Part, readQuery } from "#workflows/search/read-query.ts"
import { wordsOf } from "#workflows/search/words.ts"

type Words = NonNullable<RegistrationFilter["words"]>

/**
 * What typed words ask of a campaign's registrations: abbreviations and everyday names as what they stand for on that day, and
 * mistyped words as near ones where nothing of the campaign fits as typed.
 */
export const readWords = async (
  among: Pick<RegistrationFilter, "campaignId" | "agencyId">,
  text: string,
  day: IsoDay,
): Promise<Words> => {
  const parts = readQuery(text, await findSearchTermsOn(day))
  const fits = (reading: readonly Part[]) => hasRegistrations({ ...among, words: asWords(reading) })
  for (const reading of [parts, parts.filter(({ isDoubtful }) => !isDoubtful)])
    if (await fits(reading)) return asWords(reading)

  const texts = await findSearchTexts(among.campaignId)
  const vocabulary = new Set(texts.flatMap(wordsOf).filter((word) => !/\d/u.test(word)))
  const near = withNearWords(parts, vocabulary)
  for (const reading of [...(near ? [near] : []), ...withOneOther(parts, vocabulary)])
    if (await fits(reading)) return asWords(reading)
  return asWords(parts)
}

const asWords = (parts: readonly Part[]): Words => parts.map(({ alternatives }) => alternatives)
