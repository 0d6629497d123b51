import type { LoaderFunctionArgs } from "@remix-run/node"
import { getDescriptionInForce } from "#workflows/public-catalogue/edition-downloads.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"

/** The catalogue in force for open-data harvesters. */
export const loader = async ({ request, context }: LoaderFunctionArgs) =>
  fileResponse(request, await readFileToSend(() => getDescriptionInForce(context.runtime)), {
    isInline: true,
    cacheControl: "public, max-age=300",
  })
