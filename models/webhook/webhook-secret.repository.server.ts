import { type ClientSession, Schema } from "mongoose"
import { defineModel } from "../shared/define-model.server.ts"
import { isSealed, seal, unseal } from "./sealed-secret.server.ts"

/**
 * What calls of a webhook are signed with. Apart from office data, so that no list, file or history shows it, and sealed, so that a
 * copy of the store signs nothing. `secret` is null where it was sealed with a key this machine has not.
 */
type WebhookSecret = { webhookId: string; secret: string | null; issue: number; firstGivenAt: Date }

type StoredWebhookSecret = Omit<WebhookSecret, "webhookId" | "secret"> & { _id: string; secret: string }

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
    (await WebhookSecretModel.find().lean<StoredWebhookSecret[]>()).map(({ _id, secret, ...rest }) => [
      _id,
      { webhookId: _id, ...rest, secret: isSealed(secret) ? unseal(secret, _id) : secret },
    ]),
  )

/** Seals what an earlier release kept as it is. */
export const sealKeptSecrets = async (): Promise<void> => {
  for (const { _id, secret } of await WebhookSecretModel.find().lean<StoredWebhookSecret[]>())
    if (!isSealed(secret))
      await WebhookSecretModel.updateOne({ _id, secret }, { $set: { secret: seal(secret, _id) } })
}

/** Gives a webhook a secret; the one before signs nothing more. */
export const saveWebhookSecret = async (
  { webhookId, secret, issue, at }: { webhookId: string; secret: string; issue: number; at: Date },
  session: ClientSession,
): Promise<void> => {
  await WebhookSecretModel.updateOne(
    { _id: webhookId },
    { $set: { secret: seal(secret, webhookId), issue }, $setOnInsert: { firstGivenAt: at } },
    { session, upsert: true },
  )
}
