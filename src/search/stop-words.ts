import type { Language } from '../catalog/agent.ts'

const set = (words: string): ReadonlySet<string> => new Set(words.split(/\s+/))

/** Words that hold sentences together and say nothing of their topic. Lower case, Latin ones without accents, as people type them. */
export const FUNCTION_WORDS: Readonly<Record<Language, ReadonlySet<string>>> = {
  en: set(`a about after again all also am an and any are as at be because been before being but by can cannot could
    did do does doing for from had has have having he her here him his how i if in into is it its just let me
    more most my no not of off on once only or other our out over same she should so some such than that the
    their them then there these they this those through to too under until up us very was we were what when
    where which while who whom why will with without would you your yours im ive dont doesnt cant wont don
    doesn isn ll re ve`),
  es: set(`a al algo algun alguna algunos ante antes aqui asi aun aunque cada como con cual cuando cuanto de del
    desde donde dos el ella ellos en entre era es esa ese eso esta estan estas este esto estos estoy fue ha
    hace hacer hacia han hasta hay he la las le les lo los mas me mi mis muy nada ni no nos nosotros nuestra
    nuestro o otra otro para pero poco por porque puede puedo que quien se sea segun ser si sin sobre son su
    sus tambien tan te tener tengo tiene toda todo todos tu tus un una uno unos y ya yo`),
  fr: set(`au aucun aussi autre aux avec avoir c ce cela ces cet cette chaque comme comment d dans de des donc du
    elle elles en entre es est et ete etre eu fait faire faut il ils j je l la le les leur leurs lui ma mais
    me meme mes mettre moi mon n ne nos notre nous on ont ou par pas peu peut peux plus pour pourquoi qu quand
    que quel quelle quels qui quoi s sa sans se ses si son sont sous sur t ta tes toi ton tous tout toute
    toutes tres tu un une vers veux vos votre vous y`),
  ja: set(`の を に が は と で も へ や から まで より て た だ です ます する した して し い いる ある れる られる せる この その あの どの これ それ こと もの ため よう ように
    について ください 下さい たい ほしい 欲しい ない なく な なる お ご か ね よ 教え 教えて 方法 どう どうやって なら ば さ せ う れ ん 必要 み`),
  'zh-CN':
    set(`的 了 在 是 我 有 和 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 好 自己 这 那 这个 那个 把 被 给 让 用 对 与 及 或 请 帮 帮我 帮忙 怎么 怎样 如何 什么
    为什么 吗 呢 吧 啊 能 可以 想 需要 我们 你们 它 他 她 个 中 里 从 为 并 而 但 如果 时 时候 后 前 下 得 地 做 来 我的`),
}

/** Words of requests of any kind: they tell little of which expert is asked for. Folded like the others. */
export const WEAK_WORDS: ReadonlySet<string> =
  set(`add ask best better big change check come create day different easy every explain fast file find first fix
  free get give go good great hard help hello hey high idea keep kind know last like list little long look lot
  low make many me mean might must need new next nice now number old one open part people place please
  possible problem put question read really right run say see set show simple small something start step still
  stop take tell thank thanks thing think time today tomorrow tonight try two use want way week well work
  write wrong year yes million millions thousand hundred minute minutes hour hours agregar anadir ayuda
  ayudame ayudar bien bueno buscar cambiar crear cosa dar decir dia escribir escribe favor forma gracias gran
  grande hola hoy manana mejor millon millones necesito nuevo nueva poner primero problema quiero saber ver
  aide aider ajouter avant besoin bon bonjour changer chose creer demain donner ecrire ecris faire grand jour
  merci meilleur mieux nouveau nouvelle premier probleme savoir trouver veux voir voudrais 追加 変更 作成 作る 書く 書いて
  使う 今日 明日 問題 时间 增加 添加 修改 创建 写 写一 今天 明天 问题 使用 新 大 小 多 万 千万 百万`)
