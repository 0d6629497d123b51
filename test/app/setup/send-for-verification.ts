import { loader as lookUp, action as verify } from "#app/routes/_cong-khai.xac-minh.tsx"
import type { OpenOffice } from "./open-office.ts"

type Answer = { status: number } & Pick<Awaited<ReturnType<typeof lookUp>>["data"], "error" | "upload">

/** What the public page says of a file somebody sends, who comes back for it where it takes longer. */
export const sendForVerification = async (
  office: OpenOffice,
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
): Promise<Answer> => {
  const body = new FormData()
  body.set("file", new File([bytes], name, { type: "application/pdf" }))
  const request = new Request("http://office.test/xac-minh", { method: "POST", body })
  try {
    const { init, data } = await verify({ ...office.ask("/xac-minh"), request })
    return { status: init?.status ?? 200, ...data }
  } catch (answer) {
    const place = answer instanceof Response ? answer.headers.get("Location") : null
    if (place === null) throw answer
    for (;;) {
      const { init, data } = await lookUp(office.ask(place))
      if (!data.waits) return { status: init?.status ?? 200, error: data.error, upload: data.upload }
    }
  }
}
