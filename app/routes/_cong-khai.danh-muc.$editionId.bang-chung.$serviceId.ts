import type { LoaderFunctionArgs } from "@remix-run/node"
import { getRowProof } from "#workflows/public-catalogue/row-proof.server.ts"
import { fileResponse, readFileToSend } from "../http/file-response.ts"

/** Proof that one row was in a signed list, as a file that checks itself; for anyone. */
export const loader = async ({ request, params }: LoaderFunctionArgs) =>
  fileResponse(
    request,
    await readFileToSend(() => getRowProof(params.editionId ?? "", params.serviceId ?? "")),
    { cacheControl: "public, max-age=300" },
  )
