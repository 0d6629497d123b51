import { formatDay } from "#models/shared/dates.ts"
import type { PublishedEdition } from "#workflows/screens/catalogue-page.server.ts"
import type { AskedDay } from "../../http/asked-day.server.ts"
import { paths } from "../../http/paths.ts"
import { Notice } from "../notice.tsx"
import { PageHead } from "../page-head.tsx"
import { PublishedList } from "./published-list.tsx"

type NothingInForceProps = { asked: AskedDay; published: readonly PublishedEdition[] }

/** The page of the catalogue where none is in force: not yet, no more, or not on the day asked for. */
export function NothingInForce({ asked, published }: NothingInForceProps) {
  return (
    <>
      <PageHead title="Danh mục dịch vụ công trực tuyến" />
      {asked.day ? (
        <Notice title={`Ngày ${formatDay(asked.day)} không có danh mục nào có hiệu lực.`}>
          <a href={paths.catalogue()}>Xem danh mục đang có hiệu lực hôm nay</a>
        </Notice>
      ) : published.length === 0 ? (
        <Notice tone="quiet" title="Chưa có danh mục nào được công bố">
          Danh mục sẽ hiện ở đây ngay khi quyết định công bố được ký và phát hành. Trong lúc chờ, thủ tục được
          tiếp nhận tại Bộ phận Một cửa các cấp.
        </Notice>
      ) : (
        <Notice tone="bad" title="Hiện không có danh mục nào có hiệu lực.">
          Quyết định công bố gần nhất đã bị thu hồi. Danh mục mới sẽ hiện ở đây ngay khi được ký và phát hành;
          trong lúc chờ, thủ tục được tiếp nhận tại Bộ phận Một cửa các cấp.
        </Notice>
      )}
      {published.length > 0 ? <PublishedList title="Các danh mục đã công bố" editions={published} /> : null}
    </>
  )
}
