/**
 * A body's address as another person can use it: the address itself, and the same as a QR code to print or show.
 *
 * @module
 */
import type { FC } from 'hono/jsx';
import { raw } from 'hono/html';
import { toString as qrOf } from 'qrcode';

/** Drawn here, as SVG: nothing is fetched, and no other machine learns the address. */
export const qrSvg = (address: string) => qrOf(address, { type: 'svg', errorCorrectionLevel: 'M', margin: 1 });

export const LinkToPass: FC<{ name: string; svg: string }> = ({ name, svg }) => (
  <>
    <h2>Mã QR của địa chỉ báo cáo</h2>
    <div class="qr" role="img" aria-label={`Mã QR địa chỉ báo cáo của ${name}`}>
      {raw(svg)}
    </div>
    <p class="small">Địa chỉ này dành riêng cho {name}: chỉ chuyển cho bí thư hoặc đầu mối của tổ chức.</p>
  </>
);
