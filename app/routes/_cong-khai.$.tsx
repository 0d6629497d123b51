import { data, type LoaderFunctionArgs } from "@remix-run/node"
import { localPath } from "../http/local-path.ts"

/** Any address nobody else answers, and every request the server in front refuses. */
const refuse = ({ context: { refusal } }: LoaderFunctionArgs) => {
  if (!refusal) throw data(null, { status: 404 })
  const { status, message, formAddress } = refusal
  throw data({ message, back: formAddress && localPath(formAddress, "") }, { status })
}

export const loader = (args: LoaderFunctionArgs) => refuse(args)

export const action = (args: LoaderFunctionArgs) => refuse(args)

export default function NotFound() {
  return null
}
