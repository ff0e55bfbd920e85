"""What people write when they are in danger, in English and Spanish, and idioms that only sound so.

A line is one phrase: its words may have up to two others between them; `|` parts alternatives, a `*` is
any ending, and a `$` the end of the sentence, at once. Letters have no accents here, and apostrophes are left
out: "he's" is "hes".
"""

from typing import Final

SOMEBODY: Final = (
    "he|hes|she|shes|they|theyre|him|husband|boyfriend|girlfriend|wife|partner|ex|father|dad|stepfather|"
    "mother|brother|uncle|neighbour|neighbor|man|men|guy|guys|someone|somebody|people|police|soldiers"
)
ALGUIEN: Final = (
    "el|ella|ellos|alguien|marido|esposo|novio|novia|pareja|ex|padre|padrastro|hermano|tio|vecino|hombre|"
    "hombres|tipo|tipos|policia|quieren"
)
ENGLISH: Final = f"""
    kill|killing|hurt|hurting|harm|harming|hang|hanging|shoot|cut|cutting|drown|poison|burn myself
    hate|end myself
    want|wants|wanna|gonna|going|ready|prefer die
    want|wanna|rather|wish be|was|were dead
    suicide|suicidal
    end|ending my|it life|all
    take|taking my own life
    rather die than go|live|return|stay|be
    better off dead|without
    no reason|point to|in|of live|living
    want live anymore|longer
    dont|not want live $
    dont|not want be alive
    cant|cannot go on anymore|longer|living|like
    self harm|harming
    selfharm|selfharming
    overdosed|overdosing
    took|taken|swallowed pills

    threat* me|us
    threat* publish|post|leak|share|hurt|kill|harm
    am|im|being|been|was|get|getting threatened
    death threat|threats
    receiving|received|receive|getting|got|sent|send|sends|sending threats
    stalk* me|us
    am|im|being|been|was stalked
    my|a|have|has stalker
    follow* me home|way|house|street|outside|car|night|around
    {SOMEBODY} kill|murder|shoot|stab|rape me|us
    {SOMEBODY} kill|murder|hurt|rape my|our children|kids|family|daughter|son|mother|sister|brother
    {SOMEBODY} hit|hits|hitting|beat|beats|beating|punch*|slap*|strangl*|chok*|stab*|attack* me|us
    {SOMEBODY} assault*|rape*|raping|abus*|hurt|hurts|hurting|grope*|groping|molest* me|us
    {SOMEBODY} forces|forced|forcing me
    am|im|was|being|been|got|were raped|assaulted|attacked|beaten|abused|molested|groped|kidnapped
    am|im|being|been|was|getting blackmailed|extorted|trafficked|doxxed|doxed|harassed|bullied
    blackmail*|harass*|kidnap*|dox*|extort* me|us
    leak*|publish*|post*|share*|spread* my|private|intimate nude|nudes|naked
    afraid|fear|scared|worried for|of my|our life|lives|safety
    my|our life|lives danger|risk
    am|im|are|were in danger
    dont|not|never|longer feel safe
    am|im|were not safe
    {SOMEBODY} has|have|had|got|with|pulled|brought gun|knife|weapon|machete|pistol
    pointed|pointing|held gun|knife|weapon me|us
    broke|break|breaking|breaks into my|our house|home|room|apartment|flat
    locked|locks me in|up
    holding|held|keep|keeping me against
    wont|doesnt|dont let me leave|out
    call|called|calling|need police
    someone|somebody|people after me
    scared|afraid|terrified of|that my|him husband|boyfriend|partner|father|ex|hurt
"""
SPANISH: Final = f"""
    quiero|quisiera|voy|pienso|pensado|pensando|ganas matarme|suicidarme|morirme|ahorcarme|cortarme|morir
    me quiero|quisiera|voy matar|morir|suicidar
    me quitar vida
    quiero|quisiera|voy|pienso|ganas desaparecer|desaparezca
    hacerme|haciendome|hago dano
    quiero|voy|ganas lastimarme|herirme|autolesionarme
    quitarme|acabar|terminar la|con mi vida
    no quiero vivir|seguir mas|viviendo|asi
    no quiero vivir $
    mejor muerto|muerta
    suicidio|suicidarme|suicida
    autolesion*
    sobredosis

    me|nos amenaz*|amenas*
    amenazandome|amenazarme|amenazandonos
    estoy|he|fui|soy|sido|siendo|fue amenazado|amenazada
    recibo|recibi|recibido|recibiendo|llegan amenazas
    amenaza|amenazas muerte
    me|nos acosa|acosan|acoso|acosaron|acosando|acosado|acosar
    acosandome|acosarme
    acosador
    estoy|he|fui|sufro|sufriendo acosado|acosada|acoso
    me|nos persigue|persiguen|persiguio|persiguiendo
    me|nos sigue|siguen|siguio|siguiendo casa|calle|noche|trabajo|coche|carro
    me|nos pega|pegan|pego|pegaron|pegado|pegando
    me|nos golpea|golpean|golpeo|golpearon|golpeado|golpeando
    me|nos maltrata|maltratan|maltrato|maltratado|maltratando
    me|nos viola|violan|violo|violaron|violado|violando|violar
    me|nos agrede|agreden|agredio|agredieron|agredido
    me abusa|abuso|abusaron|abusado|abusando
    abusa|abuso|abusaron|abusado|abusan de mi
    me|nos estrangul*|apunal*|secuestr*|chantaje*|extorsion*|apunta|apuntan
    chantajeandome|extorsionandome|secuestrado|secuestrada
    {ALGUIEN} me|nos matar|mata|mate|matan
    {ALGUIEN} matarme|matarnos|pegarme|golpearme|violarme|lastimarme|hacerme dano
    quiere|quieren matarme|matarnos|pegarme|violarme|golpearme
    me quieren matar
    temo|miedo|preocupa por mi|nuestra vida
    mi|nuestra vida peligro|riesgo
    estoy|estamos|corro|corremos en|peligro peligro
    corro|corremos peligro
    no siento salvo
    no siento segura|seguro casa|aqui
    tiene|tienen|saco|lleva|llevan pistola|arma|navaja|machete
    me tiene|tienen|tuvo encerrado|encerrada|retenida|retenido
    no me deja|dejan salir casa
    llama|llame|llamar|llamen|llamado policia
    publicar|difundir|subir|filtrar mis|fotos fotos|desnuda|desnudo|intimas
    entraron|entro|entrar en|a mi casa|cuarto
    me doxx*
"""
IDIOMS: Final = """
    (going to|gonna|want to|wanna) die (of|from|out of) (laugh\\w*|boredom|embarrassment|shame|envy)
    (going to|gonna|want to|wanna) die of (curiosity|heat|hunger)
    die laughing
    killing it
    kill (for an?|two birds|time|the lights)
    suicide (prevention|awareness|hotline|helpline|squad|rates?|statistics|survivors?)
    prevent(ing|ion of)? suicide
    prevencion del suicidio
    linea (del|de) suicidio
    cut myself (some|a) (slack|piece|slice|bit)
    beat(s|ing)? me to it
    danger of (missing|falling behind|forgetting|failing|running|being late)
    danger of losing (my|our|the) (followers|account|job|place|motivation|grant|spot)
    better off without (it|this|that|the|these|a)
    (follow|follows|followed|following) me on (instagram|tiktok|youtube|facebook|twitter|x|linkedin)
    peligro de (extincion|llegar tarde|quedar|olvidar)
    peligro de perder (el|la|mi|los) (plazo|cuenta|trabajo|motivacion|seguidores|beca)
    (morir(me)?|muero|muriendo) de (la )?(risa|verguenza|hambre|sueno|aburrimiento|ganas|pena)
    (morir(me)?|muero|muriendo) de (frio|calor|amor|envidia)
    matar(me)? a (trabajar|estudiar|estudiando)
    idea me golpeo
    cortarme (el|las) (pelo|unas)
    me pego (un susto|la gripe|el sol)
    me persigue la (mala )?suerte
"""
OTHER_WORDS: Final = (
    "violin",
    "treat",
    "thread",
    "amused",
    "grouped",
    "strange",
    "attach",
    "harness",
    "amena",
    "violin",
)
"""Words, or their beginnings, that are no typo of a word of danger, however near they are."""
