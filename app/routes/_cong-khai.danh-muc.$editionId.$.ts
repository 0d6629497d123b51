import { type LoaderFunctionArgs, redirect } from "@remix-run/node"
import { paths } from "../http/paths.ts"

/** Records give the short address of a file (`/danh-muc/2023-1/catalogue.csv`); it lives under `tai-ve`. */
export const loader = ({ params }: LoaderFunctionArgs) =>
  redirect(paths.download(params.editionId ?? "", params["*"] ?? ""), 308)
