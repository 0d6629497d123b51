import { type ClientSession, Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"

/** What calls of a webhook are signed with. Apart from office data, so that no list, file or history shows it. */
type WebhookSecret = { webhookId: string; secret: string; issue: number; firstGivenAt: Date }

type StoredWebhookSecret = Omit<WebhookSecret, "webhookId"> & { _id: string }

const WebhookSecretModel = defineModel<StoredWebhookSecret>(
  "WebhookSecret",
  new Schema<StoredWebhookSecret>(
    {
      _id: { type: String, required: true },
      secret: { type: String, required: true },
      issue: { type: Number, required: true },
      firstGivenAt: { type: Date, required: true },
    },
    { strict: "throw", versionKey: false, collection: "webhookSecrets" },
  ),
)

export const findWebhookSecrets = async (): Promise<Map<string, WebhookSecret>> =>
  new Map(
    (await WebhookSecretModel.find().lean<StoredWebhookSecret[]>()).map(({ _id, ...rest }) => [
      _id,
      { webhookId: _id, ...rest },
    ]),
  )

/** Gives a webhook a secret; the one before signs nothing more. */
export const saveWebhookSecret = async (
  { webhookId, secret, issue, at }: { webhookId: string; secret: string; issue: number; at: Date },
  session: ClientSession,
): Promise<void> => {
  await WebhookSecretModel.updateOne(
    { _id: webhookId },
    { $set: { secret, issue }, $setOnInsert: { firstGivenAt: at } },
    { session, upsert: true },
  )
}
