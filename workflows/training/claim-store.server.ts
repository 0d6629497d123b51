import type { ClientSession } from "mongoose"
import { findCampaigns } from "#models/campaign/campaign.repository.server.ts"
import { findSeededScenario } from "#models/reference/reference.repository.server.ts"
import { RuleBrokenError } from "#models/shared/errors.ts"
import type { Store } from "#models/store/connection.server.ts"
import { findStorePurpose, markStorePurpose } from "#models/store-purpose/store-purpose.repository.server.ts"
import { purposeOf, type StorePurpose } from "#models/store-purpose/store-purpose.ts"
import { findTrainingInstant } from "#models/training-clock/training-clock.repository.server.ts"
import { hasUsers } from "#models/user/user.repository.server.ts"

/**
 * Takes a store for work in one mode. The first to do so marks it; one filled before there was a mark is marked for what
 * its content says, and what is then another's is refused.
 * @param place where the store is, as the refusal names it
 * @throws RuleBrokenError when the store is for the other mode
 */
export const claimStore = async (
  store: Pick<Store, "inTransaction">,
  { trainingMode, place }: { trainingMode: boolean; place: string },
): Promise<void> => {
  const wanted = purposeOf(trainingMode)
  const purpose = await store.inTransaction(async (session) => {
    const marked = await findStorePurpose(session)
    if (marked) return marked
    const found = (await recognisedPurpose(session)) ?? wanted
    await markStorePurpose(found, session)
    return found
  })
  if (purpose !== wanted) throw new RuleBrokenError(REFUSAL[purpose](place))
}

/** What an unmarked store was filled for, by what lies in it; null when that says nothing. */
const recognisedPurpose = async (session: ClientSession): Promise<StorePurpose | null> => {
  const scenario = await findSeededScenario(session)
  if (scenario === "training" || (await hasUsers("made-up", session))) return "TRAINING"
  // Before the clock: an office's store that was once opened in training mode by mistake has one too.
  if (scenario === "reference" || (await hasUsers("real", session))) return "PRODUCTION"
  if (await findTrainingInstant(session)) return "TRAINING"
  // Work without a single user is a rehearsal's.
  return (await findCampaigns(session, { withPlanned: true })).length > 0 ? "TRAINING" : null
}

const REFUSAL: Record<StorePurpose, (place: string) => string> = {
  TRAINING: (place) =>
    [
      `Kho dữ liệu ${place} là kho tập huấn: người dùng, hồ sơ và quyết định trong đó đều do hệ thống đặt ra, không được dùng để làm việc thật. Hệ thống chưa mở kho này.`,
      "  - Để làm việc thật: đặt DATA_DIR (hoặc MONGODB_URI) tới kho khác, kho trống hoặc kho của cơ quan.",
      "  - Để tập huấn tiếp: đặt TRAINING_MODE=true.",
    ].join("\n"),
  PRODUCTION: (place) =>
    [
      `Kho dữ liệu ${place} là kho làm việc thật: chế độ tập huấn sẽ đưa người dùng và quyết định không có thật vào đó. Hệ thống chưa mở kho này.`,
      "  - Để làm việc thật: đặt TRAINING_MODE=false.",
      "  - Để tập huấn: đặt DATA_DIR (hoặc MONGODB_URI) tới kho khác, kho trống hoặc kho tập huấn.",
    ].join("\n"),
}
